/** Codes that the register attaches rules to; the other code lists live in the database alone. */
export const fasen = ['verkenning', 'experiment', 'pilot', 'implementatie', 'in-gebruik', 'gestopt', 'onbekend'] as const;
export type Fase = (typeof fasen)[number];

export const faseGroepen = ['implementatie', 'experiment', 'gestopt', 'onbekend'] as const;
export type FaseGroep = (typeof faseGroepen)[number];

/** How the national monitor groups phases: only what is in daily use counts as implemented. */
export function faseGroepOf(fase: string): FaseGroep {
  if (fase === 'in-gebruik') return 'implementatie';
  if (fase === 'gestopt') return 'gestopt';
  return fase === 'onbekend' ? 'onbekend' : 'experiment';
}

export const nalevingen = ['voldoet', 'voldoet-deels', 'wijkt-af', 'niet-van-toepassing', 'onbekend'] as const;
export type Naleving = (typeof nalevingen)[number];

export const werkbaarheden = ['werkbaar', 'onduidelijk', 'te-restrictief', 'te-ruim', 'geen-oordeel'] as const;
export type Werkbaarheid = (typeof werkbaarheden)[number];

/** Verdicts that help nobody without the reason. */
export const needsExplanation = (naleving: string | null | undefined, werkbaarheid: string | null | undefined): boolean =>
  naleving === 'wijkt-af' || werkbaarheid === 'onduidelijk' || werkbaarheid === 'te-restrictief' || werkbaarheid === 'te-ruim';
