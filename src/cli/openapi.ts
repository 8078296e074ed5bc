import { readFileSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { createApp } from '../app.js';
import { readConfig } from '../platform/config.js';
import { buildDocument } from '../platform/openapi/build.js';

/** Writes openapi/openapi.json from the code; with --check only says whether it is up to date (exit code 1 when not). */
const target = new URL(
  import.meta.url.includes('/dist/') ? '../../../openapi/openapi.json' : '../../openapi/openapi.json',
  import.meta.url,
);
const app = await createApp(readConfig({ LOG_LEVEL: 'silent' }), 'postgres://127.0.0.1:1/none');
const text = await format(JSON.stringify(buildDocument(app)), { parser: 'json', printWidth: 160 });
await app.close();

if (!process.argv.includes('--check')) {
  writeFileSync(target, text);
  process.stdout.write('openapi/openapi.json written\n');
} else if (readFileSync(target, 'utf8') === text) {
  process.stdout.write('openapi/openapi.json is up to date\n');
} else {
  process.stderr.write('openapi/openapi.json is stale: run npm run openapi\n');
  process.exitCode = 1;
}
