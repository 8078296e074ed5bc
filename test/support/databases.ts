import { randomBytes } from 'node:crypto';
import pg from 'pg';

export function withDatabase(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: process.env['TEST_SERVER'] });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

export interface TestDatabase {
  url: string;
  drop: () => Promise<void>;
}

/** A database of its own for a test file: a clone of the template, or an empty one. */
export async function testDatabase(kind: 'clone' | 'empty' = 'clone'): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer(kind === 'clone' ? `create database ${name} template ${process.env['TEST_TEMPLATE'] ?? ''}` : `create database ${name}`);
  return {
    url: withDatabase(process.env['TEST_SERVER'] ?? '', name),
    drop: () => onServer(`drop database if exists ${name} with (force)`),
  };
}
