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

/**
 * Personal details that do not belong in a public register: citizen service numbers, bank accounts,
 * phone numbers and personal e-mail addresses. The detail says where, and never repeats the value.
 */
export function findPersonalDetails(text: string, functionalAddresses: boolean): ValueMistake[] {
  if (!/\d{2}|@/u.test(text)) return [];
  // Numbers inside a web address are document numbers, not people.
  const plain = text.replaceAll(WEB_ADDRESS, (address) => ' '.repeat(address.length));
  const found: ValueMistake[] = [];
  for (const match of plain.matchAll(IBAN)) {
    if (isIban(match[0])) {
      found.push(mistake('persoonsgegeven-iban', `De tekst bevat een bankrekeningnummer ${at(text, match.index)}. Haal dat weg.`));
    }
  }
  for (const match of plain.matchAll(NINE_DIGITS)) {
    if (isBsn(match[0].replaceAll(/[ .]/gu, ''))) {
      found.push(
        mistake(
          'persoonsgegeven-bsn',
          `De tekst bevat een getal dat een burgerservicenummer kan zijn ${at(text, match.index)}. Haal dat weg.`,
        ),
      );
    }
  }
  for (const match of plain.matchAll(PHONE)) {
    found.push(mistake('persoonsgegeven-telefoon', `De tekst bevat een telefoonnummer ${at(text, match.index)}. Haal dat weg.`));
  }
  for (const match of plain.matchAll(EMAIL)) {
    if (functionalAddresses && isFunctionalAddress(match[0])) continue;
    found.push(
      mistake(
        'persoonsgegeven-email',
        `De tekst bevat een e-mailadres ${at(text, match.index)}. ${functionalAddresses ? 'Gebruik een adres van een team.' : 'Haal dat weg.'}`,
      ),
    );
  }
  return found;
}
