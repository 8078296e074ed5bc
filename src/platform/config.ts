import { fileURLToPath } from 'node:url';

export interface Config {
  port: number;
  /** False when PORT is the default, so that a taken port may be passed over. */
  portIsFixed: boolean;
  host: string;
  /** Absent: the embedded PostgreSQL in `dataDirectory`. */
  databaseUrl: string | undefined;
  dataDirectory: string;
  logLevel: string;
  poolSize: number;
  statementTimeoutMs: number;
  /** Base address of this installation in links that leave the service. */
  publicUrl: string;
  corsOrigins: readonly string[];
  /** Where weaknesses can be reported: a mailto: or https: address. */
  securityContact: string;
  bodyLimitBytes: number;
}

interface Setting<T> {
  name: string;
  fallback: string;
  read: (text: string) => T | undefined;
  wants: string;
}

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

const whole =
  (min: number, max: number) =>
  (text: string): number | undefined => {
    const value = Number(text);
    return /^\d+$/.test(text) && value >= min && value <= max ? value : undefined;
  };

const setting = <T>(name: string, fallback: string, wants: string, read: (text: string) => T | undefined): Setting<T> => ({
  name,
  fallback,
  wants,
  read,
});

const httpUrl = (text: string): string | undefined =>
  URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) ? text.replace(/\/$/, '') : undefined;

const origins = (text: string): string[] | undefined => {
  const list = text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
  return list.every((each) => URL.canParse(each) && new URL(each).origin === each) ? list : undefined;
};

const DEFAULT_DATA = fileURLToPath(new URL(import.meta.url.includes('/dist/') ? '../../../.data' : '../../.data', import.meta.url));

export const settings = {
  PORT: setting('PORT', '3000', 'a port number from 0 to 65535', whole(0, 65_535)),
  HOST: setting('HOST', '127.0.0.1', 'a host name or address', (text) => (/^[\w.:-]+$/.test(text) ? text : undefined)),
  DATABASE_URL: setting('DATABASE_URL', '', 'a postgres:// address, or nothing for the embedded PostgreSQL', (text) =>
    text === '' || (URL.canParse(text) && /^postgres(?:ql)?:$/.test(new URL(text).protocol)) ? text : undefined,
  ),
  DATA_DIR: setting('DATA_DIR', DEFAULT_DATA, 'a folder', (text) => (text === '' ? undefined : text)),
  LOG_LEVEL: setting('LOG_LEVEL', 'info', `one of ${LEVELS.join(', ')}`, (text) => (LEVELS.includes(text) ? text : undefined)),
  DB_POOL_SIZE: setting('DB_POOL_SIZE', '10', 'a number from 1 to 200', whole(1, 200)),
  DB_STATEMENT_TIMEOUT_MS: setting('DB_STATEMENT_TIMEOUT_MS', '10000', 'milliseconds from 100 to 600000', whole(100, 600_000)),
  PUBLIC_URL: setting('PUBLIC_URL', 'https://usecaseregister.example.nl', 'an http(s) address', httpUrl),
  CORS_ORIGINS: setting('CORS_ORIGINS', '', 'web origins with commas between them', origins),
  SECURITY_CONTACT: setting('SECURITY_CONTACT', 'mailto:security@usecaseregister.example.nl', 'a mailto: or https: address', (text) =>
    /^(?:mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/.test(text) ? text : undefined,
  ),
  BODY_LIMIT_BYTES: setting('BODY_LIMIT_BYTES', '1048576', 'bytes from 1024 to 104857600', whole(1024, 104_857_600)),
} as const;

/** All faults in the settings at once; starting with half a configuration helps nobody. */
export class ConfigError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`Settings are wrong:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  }
}

/** The environment of this process, with values for what it leaves open. The one place that reads it. */
export const environmentWith = (fallbacks: Readonly<Record<string, string>> = {}): Readonly<Record<string, string | undefined>> => ({
  ...fallbacks,
  ...process.env,
});

/** @throws ConfigError naming every faulty setting */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = environmentWith()): Config {
  const faults: string[] = [];
  const read = <T>({ name, fallback, read: parse, wants }: Setting<T>): T => {
    const text = environment[name]?.trim() ?? fallback;
    const value = parse(text);
    // A password may stand in an address, so the value itself is not repeated.
    if (value === undefined) faults.push(`${name} must be ${wants}`);
    return value as T;
  };
  const databaseUrl = read(settings.DATABASE_URL);
  const config: Config = {
    port: read(settings.PORT),
    portIsFixed: environment['PORT'] !== undefined,
    host: read(settings.HOST),
    databaseUrl: databaseUrl === '' ? undefined : databaseUrl,
    dataDirectory: read(settings.DATA_DIR),
    logLevel: read(settings.LOG_LEVEL),
    poolSize: read(settings.DB_POOL_SIZE),
    statementTimeoutMs: read(settings.DB_STATEMENT_TIMEOUT_MS),
    publicUrl: read(settings.PUBLIC_URL),
    corsOrigins: read(settings.CORS_ORIGINS),
    securityContact: read(settings.SECURITY_CONTACT),
    bodyLimitBytes: read(settings.BODY_LIMIT_BYTES),
  };
  if (faults.length > 0) throw new ConfigError(faults);
  return config;
}
