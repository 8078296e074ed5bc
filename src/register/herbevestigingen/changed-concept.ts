import type { Mistake } from '../../platform/fields/mistake.js';
import { checkBody, type Checked } from '../../platform/http/validation.js';
import { inhoudOf } from '../publicaties/wire.js';
import { useCaseKind } from '../use-cases/use-case.kind.js';
import { UseCaseInhoud, UseCaseInvoer } from '../use-cases/use-case.schema.js';
import type { BepalingKoppelingInvoer } from '../use-cases/use-case-parts.schema.js';
import { inItem, type Outcome, type Placed } from './decisions.js';

/** The concept with other links, as if its organisation had sent it. */
export const changedInput = (row: object, bepalingen: readonly BepalingKoppelingInvoer[]): Checked<UseCaseInvoer> =>
  checkBody(UseCaseInvoer, JSON.parse(JSON.stringify(inhoudOf(useCaseKind, { ...row, bepalingen }))));

/** What is wrong with the new links, at the decision that each comes from. */
export function contentMistakes(record: string, { links, from }: Outcome, placed: readonly Placed[]): Mistake[] {
  const found = useCaseKind.rules?.(Object.assign(new UseCaseInhoud(), { bepalingen: links }), record) ?? [];
  return found.map(({ location, code, detail }) => {
    const [, , place = '', field = ''] = location.split('/');
    const link = links[Number(place)];
    const index = (link && from.get(link)?.index) ?? placed[0]?.index ?? 0;
    return inItem(index, `/${field}`, code, detail);
  });
}
