import { parseArgs } from 'node:util';
import { createApp, type App } from '../app.js';
import { ConfigError, environmentWith, readConfig, type Config } from '../platform/config.js';
import { openDatabase, prepare } from '../start.js';

export const EXIT = { ok: 0, refused: 1, usage: 2 } as const;

export const toError = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

interface Command<Options extends Record<string, { type: 'string' | 'boolean' }>> {
  /** Shown by --help, in English. */
  help: string;
  options: Options;
  run: (values: {
    [Name in keyof Options]?: Options[Name]['type'] extends 'boolean' ? boolean : string;
  }) => Promise<number>;
}

/** Runs a command: --help, wrong usage (2), refusal (1), and a clean end on Ctrl-C. */
export async function runCommand<Options extends Record<string, { type: 'string' | 'boolean' }>>(command: Command<Options>): Promise<void> {
  try {
    const { values } = parseArgs({
      options: { ...command.options, help: { type: 'boolean', short: 'h' } },
      strict: true,
    });
    if ((values as { help?: boolean }).help) {
      process.stdout.write(`${command.help.trim()}\n`);
      return;
    }
    process.exitCode = await command.run(values);
  } catch (error) {
    const usage = error instanceof ConfigError || (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS') === true;
    toError(error instanceof Error ? error.message : String(error));
    if (usage && !(error instanceof ConfigError)) toError('Use --help for the options.');
    process.exitCode = usage ? EXIT.usage : EXIT.refused;
  }
}

/** Gives a command the app on a prepared database, without listening, and closes both afterwards. */
export async function withApp<T>(work: (app: App, config: Config) => Promise<T>): Promise<T> {
  const config = readConfig(environmentWith({ LOG_LEVEL: 'warn' }));
  const database = await openDatabase(config, () => undefined);
  try {
    const app = await createApp(config, database.url);
    try {
      await prepare(app, () => undefined);
      return await work(app, config);
    } finally {
      await app.close();
    }
  } finally {
    await database.release();
  }
}
