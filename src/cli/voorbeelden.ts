import { text } from 'node:stream/consumers';
import { EXIT, runCommand, toError } from './process.js';
import { loadVoorbeelden, Refused } from './voorbeelden-loader.js';

const help = `
Registers the shipped example records, with their lessons, through the API of a running register. A second time changes nothing.

  npm run voorbeelden -- --url http://127.0.0.1:3000 --sleutel ucr_...

  --url ADDRESS    address of the register (required)
  --sleutel KEY    key of a coordinator (required); - reads it from standard input
  -h, --help       this text

Exit codes: 0 done, 1 refused or not reachable, 2 wrong usage.`;

await runCommand({
  help,
  options: { url: { type: 'string' }, sleutel: { type: 'string' } },
  run: async ({ url, sleutel }) => {
    if (url === undefined || !/^https?:\/\/\S+$/.test(url) || !URL.canParse(url) || sleutel === undefined) {
      toError('--url (a web address) and --sleutel are required. Use --help for the options.');
      return EXIT.usage;
    }
    const key = (sleutel === '-' ? await text(process.stdin) : sleutel).trim();
    const base = url.replace(/\/(?:v1\/?)?$/, '');
    try {
      const { nieuw, bekend, overgenomen, geweigerd } = await loadVoorbeelden({ url: base, sleutel: key, report: toError });
      geweigerd.forEach(toError);
      toError(
        `${String(nieuw)} new, ${String(bekend)} already there, ${String(overgenomen)} kept by their organisation, ${String(geweigerd.length)} refused`,
      );
      return geweigerd.length === 0 ? EXIT.ok : EXIT.refused;
    } catch (error) {
      toError(error instanceof Refused ? error.message : `${base} cannot be reached: ${reasonOf(error)}`);
      return EXIT.refused;
    }
  },
});

function reasonOf(error: unknown): string {
  const { message, cause } = error as { message?: string; cause?: { message?: string } };
  return [message, cause?.message].filter((each) => each !== undefined && each !== '').join(': ');
}
