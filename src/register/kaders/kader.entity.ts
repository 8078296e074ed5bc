import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('kader')
export class KaderEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'kader_pk' }) code!: string;
  @Column({ type: 'text' }) reeks!: string;
  @Column({ type: 'text' }) titel!: string;
  @Column({ type: 'text' }) soort!: string;
  @Column({ type: 'text', nullable: true }) versie!: string | null;
  @Column({ type: 'text', nullable: true }) periode!: string | null;
  @Column({ type: 'text' }) status!: string;
  @ForeignKey('kader', 'code', { name: 'kader_hoort_bij_fk', deferrable: 'INITIALLY DEFERRED' })
  @Column({ name: 'hoort_bij', type: 'text', nullable: true })
  hoortBij!: string | null;
  @Column({ type: 'text', nullable: true }) uitgever!: string | null;
  @Column({ name: 'bron_url', type: 'text', nullable: true }) bronUrl!: string | null;
  @Column({ name: 'alternatieve_url', type: 'text', nullable: true }) alternatieveUrl!: string | null;
  @Column({ type: 'text', nullable: true }) kamerstuk!: string | null;
  @Column({ type: 'text', nullable: true }) dossier!: string | null;
  @Column({ type: 'text', nullable: true }) toelichting!: string | null;
  @ForeignKey('kader', 'code', { name: 'kader_opvolger_van_fk', deferrable: 'INITIALLY DEFERRED' })
  @Column({ name: 'opvolger_van', type: 'text', nullable: true })
  opvolgerVan!: string | null;
  @Column({ type: 'boolean', default: false }) beheerd!: boolean;
}

@Entity('bepaling')
@Index('bepaling_kader_idx', ['kader', 'volgorde', 'code'])
export class BepalingEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'bepaling_pk' }) code!: string;
  @ForeignKey(() => KaderEntity, 'code', { name: 'bepaling_kader_fk' })
  @Column({ type: 'text' })
  kader!: string;
  @Column({ type: 'integer' }) volgorde!: number;
  @Column({ type: 'text', nullable: true }) hoofdstuk!: string | null;
  @Column({ type: 'text' }) titel!: string;
  @Column({ type: 'text' }) samenvatting!: string;
  @Column({ type: 'text', array: true, default: () => "'{}'" }) themas!: string[];
  @Column({ name: 'bron_locatie', type: 'text', nullable: true }) bronLocatie!: string | null;
  @Column({ type: 'text', array: true, default: () => "'{}'" }) herkomst!: string[];
  @Column({ type: 'text', nullable: true }) opmerking!: string | null;
  @Column({ name: 'bron_soort', type: 'text', nullable: true }) bronSoort!: string | null;
  @Column({ type: 'text' }) zekerheid!: string;
  /** Kept by a trigger, for search. */
  @Column({ type: 'tsvector', nullable: true, select: false, insert: false, update: false }) words!: string | null;
  @Column({ type: 'integer', nullable: true, select: false, insert: false, update: false }) length!: number | null;
}

/** What became of a clause in the next version of its kader. */
@Entity('bepaling_relatie')
@Index('bepaling_relatie_kader_idx', ['kader'])
@Index('bepaling_relatie_van_idx', ['van'])
@Index('bepaling_relatie_naar_idx', ['naar'])
export class BepalingRelatieEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'bepaling_relatie_pk' }) id!: string;
  @ForeignKey(() => KaderEntity, 'code', { name: 'bepaling_relatie_kader_fk' })
  @Column({ type: 'text' })
  kader!: string;
  @ForeignKey(() => BepalingEntity, 'code', { name: 'bepaling_relatie_van_fk' })
  @Column({ type: 'text', nullable: true })
  van!: string | null;
  @ForeignKey(() => BepalingEntity, 'code', { name: 'bepaling_relatie_naar_fk' })
  @Column({ type: 'text', nullable: true })
  naar!: string | null;
  @Column({ type: 'text' }) soort!: string;
  @Column({ type: 'text', nullable: true }) toelichting!: string | null;
  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' }) vanaf!: Date;
  @Column({ type: 'text', nullable: true }) zekerheid!: string | null;
}
