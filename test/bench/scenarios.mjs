// What is asked of the product and of the baseline. `against: 'itself'` compares with the product's own unconditional read.
import { question } from './content/lessons.mjs';
import { pick } from './content/use-cases.mjs';
import { questions } from './content/words.mjs';

export const PAGES = {
  'page: one filter': 'fase=pilot',
  'page: two filters': 'fase=pilot&thema=privacy',
  'page: by title': 'fase=pilot&sorteer=titel',
};
const LIST = '/v1/use-cases?fase=pilot';
const JSON_BODY = { 'content-type': 'application/json' };

const get = (paths, headers = {}) => paths.map((path) => ({ method: 'GET', path, headers }));

const searchOf = (zoek, index) => {
  const thema = pick(['privacy', 'data', 'inkoop', 'dienstverlening', 'organisatie'], index);
  return `${new URLSearchParams({ zoek, thema, facetten: 'thema,soort' })}`;
};
export const SEARCHES = questions.map(searchOf);

/** Searches of which none comes back, on no connection and in no round. */
function newSearches(base) {
  let asked = 0;
  const next = () => {
    asked += 1;
    return `${base}?${searchOf(question(asked), asked)}`;
  };
  return [{ method: 'GET', path: base, setupRequest: (request) => ({ ...request, path: next() }) }];
}

export async function scenariosFor({ ids, clauses, product, key, body }) {
  const etagOf = async (path) => (await fetch(product + path)).headers.get('etag');
  const one = ids.map((id) => `/v1/use-cases/${id}`);
  const etags = await Promise.all(one.map(etagOf));
  return [
    { name: 'one use case', goal: 1.1, product: get(one), baseline: get(ids.map((id) => `/use-cases/${id}`)) },
    ...Object.entries(PAGES).map(([name, query]) => ({
      name,
      goal: 2,
      product: get([`/v1/use-cases?${query}`]),
      baseline: get([`/use-cases?${query}`]),
    })),
    {
      name: 'lesson search',
      goal: 1,
      product: get(SEARCHES.map((query) => `/v1/lessen?${query}`)),
      baseline: get(SEARCHES.map((query) => `/lessen?${query}`)),
    },
    {
      name: 'lesson search: new ones',
      goal: 1,
      product: newSearches('/v1/lessen'),
      baseline: newSearches('/lessen'),
    },
    {
      name: 'passing lessons',
      goal: 1,
      product: get(ids.map((id) => `/v1/use-cases/${id}/passende-lessen`)),
      baseline: get(ids.map((id) => `/use-cases/${id}/passende-lessen`)),
    },
    {
      name: 'dossier of a clause',
      goal: 1,
      product: get(clauses.map((code) => `/v1/bepalingen/${code}/dossier`)),
      baseline: get(clauses.map((code) => `/bepalingen/${code}/dossier`)),
    },
    {
      name: 'one, If-None-Match',
      goal: 1.5,
      against: 'itself',
      status: 304,
      product: one.map((path, index) => ({ method: 'GET', path, headers: { 'if-none-match': etags[index] } })),
      baseline: get(one),
    },
    {
      name: 'page, If-None-Match',
      goal: 1.5,
      against: 'itself',
      status: 304,
      product: get([LIST], { 'if-none-match': await etagOf(LIST) }),
      baseline: get([LIST]),
    },
    {
      name: 'register and publish',
      goal: 0.5,
      status: 201,
      product: [{ method: 'POST', path: '/v1/use-cases', headers: { ...JSON_BODY, 'x-api-key': key }, body }],
      baseline: [{ method: 'POST', path: '/use-cases', headers: JSON_BODY, body }],
    },
  ];
}
