// Lessons as public bodies would write them: a rule as the title, some 60 words of text, codes as given by hand. The same number gives
// the same lesson.
import { chooser, evenly, randomOf, someOf } from './random.mjs';
import { adjectives, asked, firstParts, lastParts, nouns, sentences, titles, verbs } from './words.mjs';

const themas = chooser([
  'privacy',
  'data',
  'governance',
  'transparantie',
  'inkoop',
  'dienstverlening',
  'menselijk-toezicht',
  'ai-geletterdheid',
  'cloud',
  'organisatie',
  'juridisch',
  'innovatie',
  'risicoanalyse',
  'ethiek',
  'archivering',
  'kennisdeling',
  'digitale-weerbaarheid',
  'soevereiniteit',
  'duurzaamheid',
]);
const soorten = chooser(['positief', 'negatief', 'neutraal', 'onbekend']);
const bestuurslagen = chooser(['gemeente', 'rijk', 'provincie', 'waterschap', 'samenwerking']);
const fasen = chooser(['pilot', 'experiment', 'in-gebruik', 'implementatie', 'verkenning', 'gestopt']);
const toepassingen = chooser([
  'samenvatten',
  'interne-chatassistent',
  'zoeken-in-documenten',
  'schrijfhulp',
  'transcriptie',
  'publiekschatbot',
  'vertalen-of-vereenvoudigen',
  'documentverwerking',
  'analyse',
]);

const choose = { n: chooser(nouns), v: chooser(verbs), a: chooser(adjectives) };
const [first, last] = [chooser(firstParts), chooser(lastParts)];
/** One compound in this many has three parts, so that the number of words keeps growing with the number of texts. */
const LONG = 8;

function compound(random) {
  const middle = random() < 1 / LONG ? evenly(random, firstParts) : '';
  return `${first(random)}${middle}${last(random)}`;
}

const fill = (pattern, random) =>
  pattern
    .map((part) => (part === 'c' ? compound(random) : (choose[part]?.(random) ?? part)))
    .join(' ')
    .replaceAll(/ ([,:])/g, '$1');

const text = (random, from, to) =>
  Array.from({ length: from + Math.floor(random() * (to - from + 1)) }, () => `${fill(evenly(random, sentences), random)}.`).join(' ');

const chooseClause = new WeakMap();
function clauseOf(clauses) {
  if (!chooseClause.has(clauses)) chooseClause.set(clauses, chooser(clauses));
  return chooseClause.get(clauses);
}

/** One in eight stands by itself, the others come from a use case. */
export const hasOrigin = (n) => n % 8 !== 0;

/** @param clauses codes of all clauses @param useCase id of the use case that it comes from, or null */
export function lesson(n, clauses, useCase) {
  const random = randomOf(n);
  return {
    titel: fill(evenly(random, titles), random).slice(0, 140),
    watGebeurde: text(random, 1, 2),
    les: text(random, 2, 3),
    aanbeveling: text(random, 1, 1),
    effect: n % 3 === 0 ? text(random, 1, 1) : null,
    toepasbaarheid: {
      bestuurslagen: someOf(random, bestuurslagen, 0, 2),
      fasen: someOf(random, fasen, 0, 2),
      soortenToepassing: someOf(random, toepassingen, 0, 2),
      toelichting: n % 4 === 0 ? text(random, 1, 1) : null,
    },
    soort: soorten(random),
    themas: someOf(random, themas, 1, 3),
    bepalingen: someOf(random, clauseOf(clauses), 0, 3),
    useCase,
    openbaarheid: n % 10 === 5 ? 'overheid' : 'openbaar',
  };
}

/** A question that nobody asked before, of common and rare words. */
export const question = (n) => {
  const random = randomOf(~n);
  return fill(evenly(random, asked), random);
};
