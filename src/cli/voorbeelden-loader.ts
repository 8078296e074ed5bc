import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { toLesInvoer, toUseCaseInvoer, type Voorbeeld } from './voorbeelden-mapping.js';

export interface LoadOptions {
  /** Address of the installation, without `/v1`. */
  url: string;
  /** Key of a coordinator. */
  sleutel: string;
  report?: (line: string) => void;
}

export interface LoadResult {
  nieuw: number;
  bekend: number;
  /** Examples that their organisation keeps itself now, and that are left alone. */
  overgenomen: number;
  /** What the register did not accept: which example, and every mistake. */
  geweigerd: string[];
}

/** The register refuses the key, so that nothing at all can be registered. */
export class Refused extends Error {}

interface Problem {
  code?: string;
  detail?: string;
  errors?: { location: string; detail: string }[];
}

export const voorbeelden = (): Voorbeeld[] =>
  JSON.parse(readFileSync(new URL('../register/publicaties/voorbeelden.json', import.meta.url), 'utf8')) as Voorbeeld[];

const EVERY = 10;
const ATTEMPTS = 4;
const PATIENCE_MS = 30_000;
const LEFT_ALONE = ['organisatie-beheert-zelf', 'ingetrokken'];

/**
 * Registers and publishes the shipped examples through the API. A second time changes nothing.
 * @throws Refused when the key is refused; the error of `fetch` when the register cannot be reached
 */
export async function loadVoorbeelden(options: LoadOptions): Promise<LoadResult> {
  const result: LoadResult = { nieuw: 0, bekend: 0, overgenomen: 0, geweigerd: [] };
  const examples = voorbeelden();
  for (const [index, example] of examples.entries()) {
    const own = `${options.url}/v1/organisaties/${example.organisatie}`;
    const id = await put(`${own}/use-cases/${example.code}`, toUseCaseInvoer(example), options, result);
    if (id !== undefined) {
      for (const [number, les] of example.lessen.entries()) {
        await put(`${own}/lessen/${example.code}-${String(number + 1)}`, toLesInvoer(les, id), options, result);
      }
    }
    if ((index + 1) % EVERY === 0) options.report?.(`${String(index + 1)} of ${String(examples.length)} examples`);
  }
  return result;
}

/** @returns the id of the record, or undefined when it was not registered */
async function put(url: string, body: object, { sleutel }: LoadOptions, result: LoadResult): Promise<string | undefined> {
  const headers = { 'content-type': 'application/json', 'x-api-key': sleutel };
  const { status, text } = await persistently(() =>
    fetch(url, { method: 'PUT', headers, body: JSON.stringify(body), signal: AbortSignal.timeout(PATIENCE_MS) }),
  );
  if (status === 200 || status === 201) {
    if (status === 201) result.nieuw += 1;
    else result.bekend += 1;
    return (JSON.parse(text) as { id: string }).id;
  }
  const { code = '', detail = text.slice(0, 200), errors = [] } = problemOf(text);
  if (status === 401 || code === 'rol-ontbreekt' || code === 'niet-uw-organisatie')
    throw new Refused(`The register refuses this key: ${detail}`);
  if (LEFT_ALONE.includes(code)) result.overgenomen += 1;
  else
    result.geweigerd.push(
      `${url} answered ${String(status)}: ${detail}${errors.map((each) => `\n  ${each.location}: ${each.detail}`).join('')}`,
    );
  return undefined;
}

/** The same call again after a network fault or "not now"; a PUT by own key never doubles. */
async function persistently(send: () => Promise<Response>): Promise<{ status: number; text: string }> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const response = await send();
      const busy = response.status === 429 || response.status === 503;
      if (!busy || attempt === ATTEMPTS) return { status: response.status, text: await response.text() };
      await wait(Number(response.headers.get('retry-after') ?? 1) * 1000);
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      await wait(attempt * 500);
    }
  }
}

function problemOf(text: string): Problem {
  try {
    return JSON.parse(text) as Problem;
  } catch {
    return {};
  }
}
