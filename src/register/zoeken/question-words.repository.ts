import { Injectable } from '@nestjs/common';
import { today } from '../../platform/fields/dates.js';
import { nearestTo, type Nearest } from './corrections.rule.js';
import { abbreviationGroups, partsOf, wordGroups, wordsToLookUp, type Draft, type Term } from './search-groups.rule.js';
import { Vocabulary, type Realm } from './vocabulary.repository.js';
import { cutsOf, formsOf, leftWords, lengthened, rightWords, SEEN, SHORTEST_PART } from './word-forms.rule.js';

/** What the words of a question can stand for in the texts of a realm. */
export interface QuestionWords extends Nearest {
  drafts: Draft[];
  /** How many texts have each word that was looked up; '' counts the texts, ' ' their length. */
  known: Map<string, number>;
}

/** Finds other forms, compounds, abbreviations and corrections of the words of a question, in the vocabulary of what the reader may see. */
@Injectable()
export class QuestionWordsRepository {
  constructor(private readonly vocabulary: Vocabulary) {}

  async find(terms: readonly Term[], typed: readonly string[], realm: Realm): Promise<QuestionWords> {
    const stems = terms.map(({ stem }) => stem);
    const [abbreviations, known] = await Promise.all([
      this.vocabulary.abbreviations(typed, today()),
      this.vocabulary.known(realm, wordsToLookUp(stems)),
    ]);
    await this.lookUpParts(realm, stems, known);
    const parts = stems.flatMap((stem) => partsOf(stem, known));
    const compounds = await this.compounds(realm, [...new Set([...stems, ...parts])], known);
    const drafts = [...wordGroups(terms, known, compounds), ...abbreviationGroups(stems, abbreviations)];
    const missing = terms.filter(({ stem }) => !drafts.some((draft) => draft.stem === stem));
    const likely = await this.vocabulary.near(
      realm,
      missing.map(({ stem }) => stem),
    );
    const nearest = nearestTo(missing, likely, drafts.length === 0);
    for (const { stem, aantal } of nearest.corrections) known.set(stem, aantal);
    const corrected = nearest.corrections.map(({ stem, times }) => ({ stem, times: times * nearest.weight }));
    return { ...nearest, drafts: [...drafts, ...wordGroups(corrected, known, new Map())], known };
  }

  /** Parts of compounds can be compounds themselves; few are, so these are asked for apart. */
  private async lookUpParts(realm: Realm, stems: readonly string[], known: Map<string, number>): Promise<void> {
    const inner = stems
      .flatMap((stem) => partsOf(stem, known))
      .flatMap((part) => cutsOf(part).flatMap(({ left, right }) => [...left, right]));
    const unseen = [...new Set(inner)].filter((word) => !known.has(word));
    if (unseen.length === 0) return;
    for (const [word, aantal] of await this.vocabulary.known(realm, unseen)) known.set(word, aantal);
  }

  /** Compounds of each stem whose other part is a word of its own. */
  private async compounds(
    realm: Realm,
    stems: readonly string[],
    known: ReadonlyMap<string, number>,
  ): Promise<Map<string, Map<string, number>>> {
    const spelled = new Map(stems.map((stem) => [stem, spellingsOf(stem, known)]));
    const all = [...new Set([...spelled.values()].flat())];
    const found = (await this.vocabulary.around(realm, all)).map((each) => ({ ...each, rest: restsOf(each) }));
    const rests = [...new Set(found.flatMap(({ rest }) => rest))];
    const words = rests.length > 0 ? await this.vocabulary.known(realm, rests) : new Map<string, number>();
    const sound = found.filter(({ rest }) => rest.some((part) => (words.get(part) ?? 0) >= SEEN));
    const wordsWith = (forms: readonly string[]): Map<string, number> =>
      new Map(sound.filter(({ part }) => forms.includes(part)).map(({ word, aantal }) => [word, aantal]));
    return new Map([...spelled].map(([stem, forms]) => [stem, wordsWith(forms)]));
  }
}

/** How a stem and its known forms are written inside a compound: `tal` as `taal`. */
function spellingsOf(stem: string, known: ReadonlyMap<string, number>): string[] {
  const forms = [stem, ...formsOf(stem)].filter((form) => (known.get(form) ?? 0) >= SEEN);
  return [...new Set([...forms, ...forms.map(lengthened)])].filter((each) => each.length >= SHORTEST_PART);
}

/** What is left of a compound without one of its parts, as the words that it can be. */
const restsOf = ({ word, part, leads }: { word: string; part: string; leads: boolean }): string[] =>
  leads ? rightWords(word.slice(part.length)) : leftWords(word.slice(0, word.length - part.length));
