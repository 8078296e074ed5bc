import { readFileSync } from 'node:fs';
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
}

/** The register did not accept an example; says which, and every mistake. */
export class Refused extends Error {}

interface Problem {
  code?: string;
  detail?: string;
  errors?: { location: string; detail: string }[];
}

export const voorbeelden = (): Voorbeeld[] =>
  JSON.parse(readFileSync(new URL('../register/publicaties/voorbeelden.json', import.meta.url), 'utf8')) as Voorbeeld[];

const EVERY = 10;

/** Registers and publishes the shipped examples through the API. A second time changes nothing. */
export async function loadVoorbeelden(options: LoadOptions): Promise<LoadResult> {
  const result: LoadResult = { nieuw: 0, bekend: 0, overgenomen: 0 };
  const examples = voorbeelden();
  for (const [index, example] of examples.entries()) {
    const own = `${options.url}/v1/organisaties/${example.organisatie}`;
    const id = await put(`${own}/use-cases/${example.code}`, toUseCaseInvoer(example), options, result);
    if (id === undefined) continue;
    for (const [number, les] of example.lessen.entries()) {
      await put(`${own}/lessen/${example.code}-${String(number + 1)}`, toLesInvoer(les, id), options, result);
    }
    if ((index + 1) % EVERY === 0) options.report?.(`${String(index + 1)} of ${String(examples.length)} examples`);
  }
  return result;
}

/** @returns the id of the record, or undefined when the organisation keeps it itself */
async function put(url: string, body: object, { sleutel }: LoadOptions, result: LoadResult): Promise<string | undefined> {
  const response = await fetch(url, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', 'x-api-key': sleutel },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (response.ok) {
    if (response.status === 201) result.nieuw += 1;
    else result.bekend += 1;
    return (JSON.parse(text) as { id: string }).id;
  }
  const problem = problemOf(text);
  if (problem.code === 'organisatie-beheert-zelf' || problem.code === 'ingetrokken') {
    result.overgenomen += 1;
    return undefined;
  }
  const mistakes = (problem.errors ?? []).map(({ location, detail }) => `\n  ${location}: ${detail}`).join('');
  throw new Refused(`${url} answered ${String(response.status)}: ${problem.detail ?? text.slice(0, 200)}${mistakes}`);
}

function problemOf(text: string): Problem {
  try {
    return JSON.parse(text) as Problem;
  } catch {
    return {};
  }
}
