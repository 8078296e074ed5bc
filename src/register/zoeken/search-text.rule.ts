/** What someone typed to search for. */
export interface SearchText {
  /** Words to score by, those inside quotes included. */
  words: string[];
  /** Word groups in quotes, which must occur as they are. */
  phrases: string[];
  /** What must not occur: words or groups after a minus sign. */
  excluded: string[];
}

const PIECE = /(?<![^\s"])-"([^"]*)"|"([^"]*)"|(?<!\S)-(?=[\p{L}\p{N}])([^\s"]+)|([^\s"]+)/gu;
const MAX_PARTS = 10;

/** Takes a question apart. A quote that does not close is read as no quote at all. */
export function parseSearch(zoek: string): SearchText {
  const found: SearchText = { words: [], phrases: [], excluded: [] };
  for (const [, notPhrase, phrase, notWord, word] of zoek.matchAll(PIECE)) {
    if (notPhrase !== undefined || notWord !== undefined) found.excluded.push(notPhrase ?? notWord ?? '');
    else if (phrase !== undefined) {
      found.phrases.push(phrase);
      found.words.push(...phrase.split(/\s+/u));
    } else found.words.push(word ?? '');
  }
  const filled = (texts: string[]): string[] => texts.filter((text) => /[\p{L}\p{N}]/u.test(text));
  return {
    words: filled(found.words),
    phrases: filled(found.phrases).slice(0, MAX_PARTS),
    excluded: filled(found.excluded).slice(0, MAX_PARTS),
  };
}
