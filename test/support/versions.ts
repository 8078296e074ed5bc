import type { Answer, Caller } from './test-app.js';

export const clause = (code: string, volgorde = 1, changes: object = {}): object => ({
  code,
  volgorde,
  titel: `Bepaling ${code}`,
  samenvatting: 'Leg vast.',
  zekerheid: 'gelezen',
  ...changes,
});

export interface Relatie {
  van: string | null;
  naar: string | null;
  soort: string;
  toelichting?: string | null;
}

export interface Version {
  code: string;
  reeks: string;
  opvolgerVan?: string;
  bepalingen?: object[];
  relaties?: Relatie[];
}

const fixed = { titel: 'Proefkader', soort: 'standpunt', status: 'geldend' };

/** Adds a version of a kader, or changes it when it is there already. */
export async function putVersion(coordinator: Caller, { code, ...version }: Version): Promise<Answer> {
  const known = await coordinator.get(`/kaders/${code}`);
  const answer =
    known.status === 404
      ? await coordinator.post('/kaders', { body: { ...fixed, ...version, code } })
      : await coordinator.put(`/kaders/${code}`, { body: { ...fixed, ...version }, headers: { 'if-match': known.headers['etag']! } });
  if (answer.status >= 400) throw new Error(JSON.stringify(answer.body));
  return answer;
}
