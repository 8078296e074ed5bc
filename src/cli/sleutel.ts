import { rollen, type Rol } from '../platform/auth/caller.js';
import { ApiSleutels, UnknownOrganisatie } from '../register/api-sleutels/api-sleutels.service.js';
import { EXIT, runCommand, toError, withApp } from './process.js';

const help = `
Makes an API key for an organisation and prints it, alone, on standard output. The key is shown once and not kept.

  npm run --silent sleutel -- --organisatie gm0363 --rol registrar

  --organisatie CODE    code of the organisation, such as gm0363 (required)
  --rol ROLE            ${rollen.join(', ')} (default registrar)
  --omschrijving TEXT   what the key is for
  --dagen N             days until the key expires (default 365)
  -h, --help            this text

Exit codes: 0 made, 1 refused, 2 wrong usage.`;

const isRol = (text: string): text is Rol => (rollen as readonly string[]).includes(text);

await runCommand({
  help,
  options: {
    organisatie: { type: 'string' },
    rol: { type: 'string' },
    omschrijving: { type: 'string' },
    dagen: { type: 'string' },
  },
  run: async ({ organisatie, rol = 'registrar', omschrijving, dagen = '365' }) => {
    const days = Number(dagen);
    const faults = [
      ...(organisatie === undefined ? ['--organisatie is required'] : []),
      ...(isRol(rol) ? [] : [`--rol must be one of ${rollen.join(', ')}`]),
      ...(Number.isInteger(days) && days > 0 && days <= 3650 ? [] : ['--dagen must be a number from 1 to 3650']),
    ];
    if (organisatie === undefined || !isRol(rol) || faults.length > 0) {
      faults.forEach(toError);
      return EXIT.usage;
    }
    try {
      const key = await withApp(async ({ nest }) =>
        nest.get(ApiSleutels).create(organisatie, rol, { days, ...(omschrijving === undefined ? {} : { omschrijving }) }),
      );
      process.stdout.write(`${key}\n`);
      return EXIT.ok;
    } catch (error) {
      if (!(error instanceof UnknownOrganisatie)) throw error;
      toError(`There is no organisation ${organisatie} in this register.`);
      return EXIT.refused;
    }
  },
});
