import { findPersonalDetails } from './personal-details.js';
import { mistake, type ValueMistake } from './mistake.js';

export interface TextRules {
  max: number;
  /** Titles and names stand on one line. */
  singleLine?: boolean;
  pattern?: RegExp;
  patternText?: string;
  /** Codes and technical keys hold no free text, so they are not searched for personal details. */
  technical?: boolean;
  functionalAddresses?: boolean;
}

// C0 and C1 control characters, except tab, line feed and carriage return.

const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/u;

/** Text as it is stored: Unicode NFC, without white space at either end. Other values pass unchanged. */
export function normaliseText(value: unknown): unknown {
  return typeof value === 'string' && value.isWellFormed() ? value.normalize('NFC').trim() : value;
}

export function checkText(value: unknown, rules: TextRules): ValueMistake[] {
  if (typeof value !== 'string') return [mistake('verkeerd-type', 'Hier hoort tekst te staan.')];
  if (!value.isWellFormed()) {
    return [mistake('ongeldig-teken', 'De tekst bevat een half teken (losse surrogaat) dat geen geldige Unicode is.')];
  }
  if (CONTROL.test(value)) return [mistake('stuurteken', 'De tekst bevat een stuurteken. Haal dat weg.')];
  if (rules.singleLine && /[\r\n\t\u2028\u2029]/u.test(value)) {
    return [mistake('stuurteken', 'Deze tekst moet op één regel staan, zonder tab of nieuwe regel.')];
  }
  if (value === '') return [mistake('verplicht', 'Dit veld mag niet leeg zijn.')];
  // The pattern guards against more characters than the limit allows counting.
  const length = value.length <= rules.max ? value.length : Array.from(value).length;
  if (length > rules.max) {
    return [mistake('te-lang', `De tekst is ${String(length)} tekens lang; het mogen er ${String(rules.max)} zijn.`)];
  }
  if (rules.pattern && !rules.pattern.test(value)) {
    return [mistake('verkeerde-vorm', rules.patternText ?? `De waarde moet passen op ${rules.pattern.source}.`)];
  }
  return rules.technical ? [] : findPersonalDetails(value, rules.functionalAddresses ?? false);
}

/** The beginning of a text on one line, cut at a word. */
export function shorten(long: string, max: number): string {
  const line = long.split(/\s+/u).join(' ');
  if (Array.from(line).length <= max) return line;
  const cut = Array.from(line)
    .slice(0, max - 1)
    .join('');
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 1))}…`;
}
