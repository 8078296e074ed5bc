import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/auth/caller.js';
import type { RecordEntity, Soort } from './record.entity.js';
import type { RecordKind, Wire } from './record-kind.js';

/** What the register has to say to whoever has just written this concept: members to lay beside it in that answer. */
export type Adviser = (tx: EntityManager, caller: Caller, record: RecordEntity, content: Wire) => Promise<Wire>;

/** The kinds of record that share the publication mechanism; each feature adds its own. */
@Injectable()
export class RecordKinds {
  private readonly kinds = new Map<Soort, RecordKind>();
  private readonly advisers = new Map<Soort, Adviser>();

  add<Inhoud extends object>(kind: RecordKind<Inhoud>): void {
    // The mechanism hands a kind only content of its own shape.
    this.kinds.set(kind.soort, kind);
  }

  get(soort: Soort): RecordKind {
    const kind = this.kinds.get(soort);
    if (!kind) throw new TypeError(`No kind of record ${soort}`);
    return kind;
  }

  /** Called by what stands above the kinds; a failure of the adviser fails the write. */
  advise(soort: Soort, adviser: Adviser): void {
    this.advisers.set(soort, adviser);
  }

  adviserOf(soort: Soort): Adviser | undefined {
    return this.advisers.get(soort);
  }
}
