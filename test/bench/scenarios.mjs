// What is asked of the product and of the baseline. `against: 'itself'` compares with the product's own unconditional read.
const PAGES = {
  'page: one filter': 'fase=pilot',
  'page: two filters': 'fase=pilot&thema=privacy',
  'page: by title': 'fase=pilot&sorteer=titel',
};
const LIST = '/v1/use-cases?fase=pilot';
const JSON_BODY = { 'content-type': 'application/json' };

const get = (paths, headers = {}) => paths.map((path) => ({ method: 'GET', path, headers }));

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

/** @throws when the two services do not give the same answer: then their speeds say nothing about each other */
export async function assertSameAnswers(product, baseline, { ids, clauses }) {
  const read = async (url) => (await fetch(url)).json();
  for (const query of Object.values(PAGES)) {
    const [ours, theirs] = await Promise.all([read(`${product}/v1/use-cases?${query}`), read(`${baseline}/use-cases?${query}`)]);
    const brief = ({ totaal, resultaten }) => `${totaal} ${resultaten.map(({ id }) => id).join()}`;
    if (ours.resultaten.length === 0 || brief(ours) !== brief(theirs)) throw new Error(`${query}: product and baseline answer differently`);
  }
  for (const code of clauses.slice(0, 5)) {
    const [ours, theirs] = await Promise.all([
      read(`${product}/v1/bepalingen/${code}/dossier`),
      read(`${baseline}/bepalingen/${code}/dossier`),
    ]);
    const brief = ({ aantalUseCases, aantalOrganisaties, useCases }) =>
      `${aantalUseCases} ${aantalOrganisaties} ${(useCases.resultaten ?? useCases).map(({ id }) => id).join()}`;
    if (ours.aantalUseCases === 0 || brief(ours) !== brief(theirs))
      throw new Error(`dossier of ${code}: product and baseline answer differently`);
  }
  for (const id of ids.slice(0, 5)) {
    const [ours, theirs] = await Promise.all([read(`${product}/v1/use-cases/${id}`), read(`${baseline}/use-cases/${id}`)]);
    if (ours.titel !== theirs.titel || ours.bepalingen.length !== theirs.bepalingen.length) throw new Error(`use case ${id} differs`);
  }
}
