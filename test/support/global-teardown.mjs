import { rmSync } from 'node:fs';
import pg from 'pg';

export default async function globalTeardown() {
  const client = new pg.Client({ connectionString: process.env.TEST_SERVER });
  await client.connect();
  await client.query(`drop database if exists ${process.env.TEST_TEMPLATE} with (force)`);
  await client.end();
  const { embedded, folder } = globalThis.stopTestServer;
  await embedded?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
}
