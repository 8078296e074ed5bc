import { createApp } from '../app.js';
import { environmentWith, readConfig } from '../platform/config.js';
import { openDatabase, prepare } from '../start.js';
import { EXIT, runCommand, toError } from './process.js';

const help = `
Brings the schema and the reference data of the database up to date. The service does the same when it starts.

  npm run migrate              everything up to the newest migration
  npm run migrate -- --terug   takes the newest migration back

Exit codes: 0 done, 1 failed, 2 wrong usage.`;

await runCommand({
  help,
  options: { terug: { type: 'boolean' } },
  run: async ({ terug = false }) => {
    const config = readConfig(environmentWith({ LOG_LEVEL: 'warn' }));
    const database = await openDatabase(config, toError);
    const app = await createApp(config, database.url);
    try {
      if (terug) {
        await app.dataSource.initialize();
        await app.dataSource.undoLastMigration();
      } else await prepare(app, toError);
      toError(terug ? 'The newest migration was taken back.' : 'The database is up to date.');
      return EXIT.ok;
    } finally {
      await app.close();
      await database.release();
    }
  },
});
