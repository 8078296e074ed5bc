import { Injectable } from '@nestjs/common';
import type { Soort } from './record.entity.js';
import type { RecordKind } from './record-kind.js';

/** The kinds of record that share the publication mechanism; each feature adds its own. */
@Injectable()
export class RecordKinds {
  private readonly kinds = new Map<Soort, RecordKind>();

  add<Inhoud extends object>(kind: RecordKind<Inhoud>): void {
    // The mechanism hands a kind only content of its own shape.
    this.kinds.set(kind.soort, kind);
  }

  get(soort: Soort): RecordKind {
    const kind = this.kinds.get(soort);
    if (!kind) throw new TypeError(`No kind of record ${soort}`);
    return kind;
  }
}
