import { describe, expect, it } from '@jest/globals';
import { findPersonalDetails, isBsn, isFunctionalAddress, isIban } from '../../src/platform/fields/personal-details.js';

const codes = (text: string, functional = false): string[] => findPersonalDetails(text, functional).map(({ code }) => code);

describe('personal details', () => {
  it.each([
    ['Het nummer is 111222333.', ['persoonsgegeven-bsn']],
    ['Het nummer is 1112.22.333.', ['persoonsgegeven-bsn']],
    ['nummer 111 22 2 333', ['persoonsgegeven-bsn']],
    ['Maak over naar NL91 ABNA 0417 1643 00 graag.', ['persoonsgegeven-iban']],
    ['nl91abna0417164300', ['persoonsgegeven-iban']],
    ['Bel 06-12345678 of 06 12 34 56 78.', ['persoonsgegeven-telefoon', 'persoonsgegeven-telefoon']],
    ['Bel +31 6 12345678.', ['persoonsgegeven-telefoon']],
    ['Bel 020-5551234.', ['persoonsgegeven-telefoon']],
    ['Mail piet.jansen@example.nl.', ['persoonsgegeven-email']],
  ])('%s is refused', (text, expected) => {
    expect(codes(text)).toEqual(expected);
  });

  it.each([
    'De proef liep van 1 maart 2025 tot en met 30 september 2025.',
    'Er deden 1.250 medewerkers mee, van wie 48% elke week.',
    'De kosten zijn € 12.500,50 per jaar; over vier jaar € 50.002,00.',
    'Zie Kamerstuk 26 643, nr. 1098, en artikel 35 AVG.',
    'Registratie 51719946 in het Algoritmeregister.',
    'https://algoritmes.overheid.nl/en/algoritme/111222333',
    'Zie https://www.example.nl/stukken/0612345678/bijlage.pdf voor de bijlage.',
    'Het KvK-nummer is 27248698.',
    'OIN 00000001002564440000 staat in het stelsel.',
    'Model Llama 3.1 met 405 miljard parameters en 128.000 tokens.',
    'ISO 27001:2022 en NEN 7510 zijn gevolgd.',
    'De wachttijd daalde van 12,5 naar 8,75 minuten (n = 1432).',
    'Versie 2.10.3 van 2026-03-14T09:30:00Z.',
    'Postcode 2511 CX, huisnummer 32.',
    'In de periode 2023-2025 zijn 123 456 789 woorden verwerkt.',
    'Zaaknummer Z-2025-000123456.',
    'De norm is 0,95 bij een drempel van 0,5.',
    'Nummer 123456780 is geen geldig burgerservicenummer.',
    'Het bedrag van 100.000.000 euro.',
    'Gebruik een @-teken in de opdracht.',
  ])('%s is fine', (text) => {
    expect(codes(text)).toEqual([]);
  });

  it('allows addresses of teams where contact details belong', () => {
    expect(codes('Team AI, team-ai@example.nl', true)).toEqual([]);
    expect(codes('Piet Jansen, p.jansen@example.nl', true)).toEqual(['persoonsgegeven-email']);
    expect(isFunctionalAddress('info@gemeente.nl')).toBe(true);
  });

  it('says where, and never repeats the value', () => {
    const [found] = findPersonalDetails('Het nummer 111222333 hoort hier niet.', false);
    expect(found?.detail).toContain('vanaf teken 12');
    expect(found?.detail).not.toContain('111222333');
  });

  it('checks digits as the rules say', () => {
    expect(['111222333', '123456782', '000000000', '123456789'].map(isBsn)).toEqual([true, true, false, false]);
    expect(['NL91ABNA0417164300', 'NL91ABNA0417164301', 'BE68539007547034'].map(isIban)).toEqual([true, false, true]);
  });
});
