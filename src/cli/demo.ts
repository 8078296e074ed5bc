import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createApp, type App } from '../app.js';
import { environmentWith, readConfig, type Config } from '../platform/config.js';
import { ApiSleutels } from '../register/api-sleutels/api-sleutels.service.js';
import { listen, start, type Database } from '../start.js';
import { stopOnSignals } from '../stop.js';
import { EXIT, runCommand, toError } from './process.js';
import { loadVoorbeelden } from './voorbeelden-loader.js';

const help = `
Starts the register on this machine with the catalogue and example records, on the embedded PostgreSQL (or DATABASE_URL).
What you register is kept for the next time, in .data/.

  npm run demo

Settings come from the environment, such as PORT (default 3000; the next free port when that is taken). Stop with Ctrl-C.`;

const REGISTRAR = 'gm0363';
const COORDINATOR = 'mnre1034';

interface Keys {
  registrar: string;
  coordinator: string;
}

/** The keys of the previous time when they still work, else new ones. */
async function demoKeys(app: App, config: Config): Promise<Keys> {
  const file = join(config.dataDirectory, 'demo-sleutels.json');
  const sleutels = app.nest.get(ApiSleutels);
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as Keys;
    if ((await sleutels.verify(kept.registrar)) && (await sleutels.verify(kept.coordinator))) return kept;
  } catch {
    // No keys yet, or a file that is no longer of use.
  }
  const keys = {
    registrar: await sleutels.create(REGISTRAR, 'registrar', { omschrijving: 'demo' }),
    coordinator: await sleutels.create(COORDINATOR, 'coordinator', { omschrijving: 'demo' }),
  };
  mkdirSync(config.dataDirectory, { recursive: true });
  writeFileSync(file, JSON.stringify(keys), { mode: 0o600 });
  return keys;
}

const LOADED = { name: 'examples', done: 'loaded' };

/** Registers the examples over HTTP on a port of its own, so that the real port opens on a complete register. */
async function addExamples(config: Config, database: Database, keys: Keys): Promise<void> {
  const app = await createApp({ ...config, logLevel: 'silent' }, database.url);
  try {
    await app.dataSource.initialize();
    const [known] = await app.dataSource.query<{ hash: string }[]>('select hash from reference_load where name = $1', [LOADED.name]);
    if (known) return;
    const url = await listen(app, { ...config, port: 0, portIsFixed: true, host: '127.0.0.1' }, toError);
    toError('registering the examples ...');
    const { nieuw, geweigerd } = await loadVoorbeelden({ url, sleutel: keys.coordinator, report: toError });
    if (geweigerd.length > 0) throw new Error(`The register refused its own examples:\n${geweigerd.join('\n')}`);
    await app.dataSource.query('insert into reference_load (name, hash) values ($1, $2) on conflict do nothing', [
      LOADED.name,
      LOADED.done,
    ]);
    toError(`${String(nieuw)} example records registered`);
  } finally {
    await app.close();
  }
}

function welcome(url: string, keys: Keys): string {
  const own = `${url}/v1/organisaties/${REGISTRAR}/use-cases/mijn-eerste-proef`;
  const body = JSON.stringify({
    titel: 'Mijn eerste proef',
    samenvatting: 'Een taalmodel vat lange raadsstukken samen tot één bladzijde.',
    fase: 'pilot',
    soortToepassing: ['samenvatten'],
    doelgroep: ['medewerkers'],
    openbaarheid: 'openbaar',
    bepalingen: [{ bepaling: 'std25-doel-helder', naleving: 'voldoet', werkbaarheid: 'werkbaar' }],
    publiceren: true,
  });
  return `
The register is ready.

  address          ${url}
  documentation    ${url}/documentatie
  contract         ${url}/v1/openapi.json
  registrar key    ${keys.registrar}   (${REGISTRAR})
  coordinator key  ${keys.coordinator}   (${COORDINATOR})

Register a pilot:

curl -X PUT '${own}' -H 'X-API-Key: ${keys.registrar}' -H 'Content-Type: application/json' -d '${body}'

Read it back, as anyone can:

curl '${url}/v1/use-cases?organisatie=${REGISTRAR}&limiet=1'

Stop with Ctrl-C. What you registered is kept.
`;
}

await runCommand({
  help,
  options: {},
  run: async () => {
    const config = readConfig(environmentWith({ LOG_LEVEL: 'warn' }));
    let keys: Keys | undefined;
    toError('starting PostgreSQL ...');
    const starting = start(config, toError, async (app, database) => {
      keys = await demoKeys(app, config);
      await addExamples(config, database, keys);
    });
    stopOnSignals(async () => (await starting).stop());
    const { url } = await starting;
    if (keys) process.stdout.write(welcome(url, keys));
    return EXIT.ok;
  },
});
