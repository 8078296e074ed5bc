import { mistake, type ValueMistake } from './mistake.js';

/** Citizen service number: nine digits whose weighted sum (9..2, -1) is a multiple of 11 (Besluit burgerservicenummer). */
export function isBsn(digits: string): boolean {
  if (!/^\d{9}$/.test(digits) || digits === '000000000') return false;
  const sum = Array.from(digits).reduce((total, digit, index) => total + Number(digit) * (index === 8 ? -1 : 9 - index), 0);
  return sum % 11 === 0;
}

/** IBAN check digits: the rearranged number is 1 modulo 97 (ISO 13616). */
export function isIban(text: string): boolean {
  const compact = text.replaceAll(' ', '').toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(compact)) return false;
  const rearranged = compact.slice(4) + compact.slice(0, 4);
  const digits = Array.from(rearranged, (character) => String(parseInt(character, 36))).join('');
  return BigInt(digits) % 97n === 1n;
}

const WEB_ADDRESS = /\b(?:https?:\/\/|www\.)[^\s<>"')\]]+/giu;
const NINE_DIGITS = /(?<![\d.,-])\d{3}[ .]?\d{2}[ .]?\d{1}[ .]?\d{3}(?![\d-]|[.,]\d)|(?<![\d.,-])\d{4}\.\d{2}\.\d{3}(?!\d)/gu;
const IBAN = /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b/giu;
const EMAIL = /[\p{L}\d._%+-]{1,64}@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/giu;
// Dutch numbers: mobile (06) and area codes, national or with +31 / 0031; ten digits with the leading zero.
const PHONE = /(?<![\d+])(?:(?:\+|00)31[ -]?(?:\(0\)[ -]?)?|0)[1-9](?:[ -]?\d){8}(?!\d)/gu;

const FUNCTIONAL = new Set(
  (
    'ai algemeen algoritme algoritmes algoritmeregister archief bestuur beheer cio ciso communicatie contact data datalab desk ' +
    'dienstverlening digitaal digitalisering fg gemeente genai helpdesk ict info informatie innovatie inkoop it klantcontact ' +
    'klantenservice kcc loket meldpunt noreply postbus post pers privacy productteam project redactie register registratie ' +
    'security secretariat secretariaat service servicedesk servicepunt support team vragen web webmaster webredactie woo'
  ).split(' '),
);

/** A functional address names a team or desk (`info@`, `team-ai@`), not a person. */
export function isFunctionalAddress(address: string): boolean {
  const local = address.slice(0, address.indexOf('@')).toLowerCase();
  return local.split(/[._+-]/u).some((part) => FUNCTIONAL.has(part.replace(/\d+$/u, '')));
}

const at = (text: string, index: number): string => `(vanaf teken ${String(Array.from(text.slice(0, index)).length + 1)})`;

interface Kind {
  code: string;
  pattern: RegExp;
  what: string;
  isOne: (text: string) => boolean;
}

const kinds: readonly Kind[] = [
  { code: 'persoonsgegeven-iban', pattern: IBAN, what: 'een bankrekeningnummer', isOne: isIban },
  {
    code: 'persoonsgegeven-bsn',
    pattern: NINE_DIGITS,
    what: 'een getal dat een burgerservicenummer kan zijn',
    isOne: (text) => isBsn(text.replaceAll(/[ .]/gu, '')),
  },
  { code: 'persoonsgegeven-telefoon', pattern: PHONE, what: 'een telefoonnummer', isOne: () => true },
  { code: 'persoonsgegeven-email', pattern: EMAIL, what: 'een e-mailadres', isOne: () => true },
];

const blank = (text: string): string => ' '.repeat(text.length);

/**
 * Personal details that do not belong in a public register: citizen service numbers, bank accounts,
 * phone numbers and personal e-mail addresses. The detail says where, and never repeats the value.
 */
export function findPersonalDetails(text: string, functionalAddresses: boolean): ValueMistake[] {
  if (!/\d{2}|@/u.test(text)) return [];
  const found: ValueMistake[] = [];
  // Numbers inside a web address are document numbers, not people; and what was found is not looked at twice.
  let rest = text.replaceAll(WEB_ADDRESS, blank);
  for (const { code, pattern, what, isOne } of kinds) {
    rest = rest.replaceAll(pattern, (...[match, ...more]: [string, ...unknown[]]) => {
      const index = more.find((each) => typeof each === 'number') ?? 0;
      const allowed = code === 'persoonsgegeven-email' && functionalAddresses && isFunctionalAddress(match);
      if (!isOne(match) || allowed) return match;
      const advice = code === 'persoonsgegeven-email' && functionalAddresses ? 'Gebruik een adres van een team.' : 'Haal dat weg.';
      found.push(mistake(code, `De tekst bevat ${what} ${at(text, index)}. ${advice}`));
      return blank(match);
    });
  }
  return found;
}
