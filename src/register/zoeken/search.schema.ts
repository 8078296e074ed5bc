import { TextField } from '../../platform/fields/fields.js';

const explained =
  'Zoek in de tekst, de beste eerst. Eén van de woorden is genoeg, ook in een andere vorm, in een samenstelling, als afkorting of met een typefout. Zet een woordgroep tussen aanhalingstekens om die precies zo te vinden, en een min voor wat er niet in mag staan. Bij elk resultaat staat `fragment`: het stuk tekst dat past.';

/** The question of a list that can be searched. */
export const SearchField = (example: string, more = ''): PropertyDecorator =>
  TextField(`${explained} ${more}`.trim(), { optional: true, technical: true, max: 2000, example });

/** Where a search matched, in a list. */
export const FragmentField = (): PropertyDecorator =>
  TextField('Alleen bij zoeken: het stuk tekst dat past, als HTML met de gevonden woorden in `mark`.', {
    optional: true,
    technical: true,
    sometimes: true,
    example: 'Begin met de <mark>bronnen</mark>.',
  });
