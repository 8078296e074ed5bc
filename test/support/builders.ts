/** Content that can be published, to change per test. */
export const useCase = (changes: object = {}): object => ({
  titel: 'Samenvatter voor raadsstukken',
  samenvatting: 'Vat lange raadsstukken samen tot één bladzijde.',
  fase: 'pilot',
  soortToepassing: ['samenvatten'],
  doelgroep: ['medewerkers'],
  openbaarheid: 'openbaar',
  ...changes,
});

export const les = (changes: object = {}): object => ({
  titel: 'Begin met de bronnen',
  les: 'De bronnen bepalen de kwaliteit.',
  openbaarheid: 'openbaar',
  ...changes,
});

export const ervaring = (changes: object = {}): object => ({
  titel: 'Evaluatie na een half jaar',
  soort: 'evaluatie',
  datum: '2025-09-30',
  verslag: 'Raadsleden lezen de samenvatting vaker dan het stuk.',
  openbaarheid: 'openbaar',
  ...changes,
});

export const codesOf = (answer: { body: { errors?: { code: string; location: string }[] } }): string[] =>
  (answer.body.errors ?? []).map(({ location, code }) => `${location} ${code}`).sort();
