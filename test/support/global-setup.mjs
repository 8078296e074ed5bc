// Jest loads this file outside its own transform, so it uses the compiled product (npm run build).
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createApp } from '../../dist/src/app.js';
import { readConfig } from '../../dist/src/platform/config.js';
import { startEmbedded } from '../../dist/src/platform/database/embedded.js';
import { prepare } from '../../dist/src/start.js';

/**
 * One PostgreSQL for the run (DATABASE_URL, or the embedded one in a folder of its own) and one template database with schema and
 * reference data, which every test file clones.
 */
export default async function globalSetup() {
  const given = process.env.DATABASE_URL;
  const folder = given ? undefined : mkdtempSync(join(tmpdir(), 'usecaseregister-test-'));
  // As root, PostgreSQL runs as another user, who must be able to come here.
  if (folder) chmodSync(folder, 0o755);
  const embedded = folder ? await startEmbedded({ directory: folder, fsync: false, maxConnections: 300 }) : undefined;
  const server = given ?? embedded.url;
  const template = `template_${process.pid}`;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(`create database ${template}`);
  await client.end();
  const url = new URL(server);
  url.pathname = `/${template}`;
  const app = await createApp(readConfig({ LOG_LEVEL: 'silent' }), url.href);
  await prepare(app, () => undefined);
  await app.close();
  process.env.TEST_SERVER = server;
  process.env.TEST_TEMPLATE = template;
  globalThis.stopTestServer = { embedded, folder };
}
