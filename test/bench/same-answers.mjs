// Two services are only compared when they answer the same, or for what each ranks in its own way something alike.
import { PAGES, SEARCHES } from './scenarios.mjs';

const CHECKED = 5;
/** One side may find this many times what the other finds: words are understood in more forms, common words alone find less. */
const ALIKE = 30;

async function both(urls, path) {
  const read = async (url) => {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  return Promise.all([read(`${urls.product}/v1${path}`), read(`${urls.baseline}${path}`)]);
}

function assertEqual(what, [ours, theirs], briefOf) {
  if (briefOf(ours) !== briefOf(theirs)) throw new Error(`${what}: product and baseline answer differently`);
}

function assertAlike(what, [ours, theirs]) {
  const [few, many] = [ours, theirs].map(({ totaal }) => totaal).sort((a, b) => a - b);
  // In a small register the one text that fits may need more than the baseline's stems.
  if (many === 0 || many > ALIKE * (few + 1)) throw new Error(`${what}: the product finds ${ours.totaal}, the baseline ${theirs.totaal}`);
}

const idsOf = (rows) => rows.map(({ id }) => id).join();

/** @throws when the two services do not answer alike: then their speeds say nothing about each other */
export async function assertSameAnswers(urls, { ids, clauses }) {
  for (const query of Object.values(PAGES)) {
    const pages = await both(urls, `/use-cases?${query}`);
    if (pages[0].resultaten.length === 0) throw new Error(`${query}: nothing found`);
    assertEqual(query, pages, ({ totaal, resultaten }) => `${totaal} ${idsOf(resultaten)}`);
  }
  for (const code of clauses.slice(0, CHECKED)) {
    const dossiers = await both(urls, `/bepalingen/${code}/dossier`);
    if (dossiers[0].aantalUseCases === 0) throw new Error(`dossier of ${code}: no use cases`);
    const counts = ({ aantalUseCases, aantalOrganisaties, aantalLessen }) => `${aantalUseCases} ${aantalOrganisaties} ${aantalLessen}`;
    assertEqual(`dossier of ${code}`, dossiers, (each) => `${counts(each)} ${idsOf(each.useCases.resultaten ?? each.useCases)}`);
  }
  for (const id of ids.slice(0, CHECKED)) {
    assertEqual(`use case ${id}`, await both(urls, `/use-cases/${id}`), ({ titel, bepalingen }) => `${titel} ${bepalingen.length}`);
    // The product judges a bounded number of lessons, the baseline all of them: their totals differ, a full page does not.
    assertEqual(
      `lessons for use case ${id}`,
      await both(urls, `/use-cases/${id}/passende-lessen`),
      ({ resultaten }) => `${resultaten.length}`,
    );
  }
  for (const query of SEARCHES) assertAlike(query, await both(urls, `/lessen?${query}`));
}
