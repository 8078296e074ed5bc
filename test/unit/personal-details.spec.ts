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
    'Het besluit staat in Stb. 2024, 123 en trad op 01-01-2025 in werking.',
    'Zie artikel 6, lid 1, onder e, van Verordening (EU) 2016/679.',
    'De AI-verordening is Verordening (EU) 2024/1689 van 13 juni 2024.',
    'Van de 342 gemeenten gebruiken er 128 een assistent (37,4%).',
    'Het project kostte € 1.234.567,89, exclusief 21% btw.',
    'De begroting voor 2025-2028 is 4 x € 250.000.',
    'Dossiernummer 2025/0012345 is gesloten op 2025-06-30.',
    'TED-publicatie 123456-2025, CPV-code 72000000-5.',
    'Beschikbaarheid 99,95% over 8.760 uur per jaar.',
    "De server heeft 8 GPU's met 80 GB, samen 640 GB.",
    'Kamerstukken II 2023/24, 26643, nr. 1140, p. 12-14.',
    'ECLI:NL:RVS:2024:1234 geeft hier richting aan.',
    'Het RSIN en het KvK-nummer (8 cijfers, zoals 12345678) staan elders.',
    'Een token telt gemiddeld 0,75 woord; 1.000.000 tokens is dus 750.000 woorden.',
    'Openingstijden: maandag t/m vrijdag van 08.30 tot 17.00 uur.',
    'Zie paragraaf 3.2.1 en bijlage 10.4, tabel 12.',
    'ISBN 978-90-12-34567-1 is de papieren uitgave.',
    'De proef telde 12 sessies op 3, 10, 17 en 24 april.',
    'Coördinaten 52.3702, 4.8952 en hoogte -2 m.',
    'DOI 10.1000/182 en versie v2025.10.31-rc1.',
    'In 2024 waren het 1.432 vragen, in 2025 al 20.318.',
    'Responstijd p95 van 1.250 ms naar 0,8 s.',
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
