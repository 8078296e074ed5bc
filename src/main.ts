import { ConfigError, readConfig } from './platform/config.js';
import { start } from './start.js';
import { stopOnSignals } from './stop.js';

try {
  const config = readConfig();
  const report = (line: string): void => {
    process.stderr.write(`${line}\n`);
  };
  const starting = start(config, report);
  stopOnSignals(async () => (await starting).stop());
  const running = await starting;
  running.app.log.info({ url: running.url }, 'ready');
} catch (error) {
  process.stderr.write(
    `${error instanceof ConfigError ? error.message : `The service could not start: ${error instanceof Error ? error.message : String(error)}`}\n`,
  );
  process.exit(error instanceof ConfigError ? 2 : 1);
}
