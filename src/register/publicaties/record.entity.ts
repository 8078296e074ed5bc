import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

export type Soort = 'use-case' | 'ervaring' | 'les';

/** Identity, owner and state; the content of the concept stands in the table of its kind. */
@Entity('registratie')
@Unique('registratie_soort_organisatie_eigen_kenmerk_uq', ['soort', 'organisatie', 'eigenKenmerk'])
@Index('registratie_organisatie_idx', ['organisatie', 'soort', 'id'])
export class RecordEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'registratie_pk' }) id!: string;
  @Column({ type: 'text' }) soort!: Soort;
  @ForeignKey('organisatie', 'code', { name: 'registratie_organisatie_fk' })
  @Column({ type: 'text' })
  organisatie!: string;
  @Column({ name: 'eigen_kenmerk', type: 'text', nullable: true }) eigenKenmerk!: string | null;
  @Column({ type: 'integer', default: 0 }) nummer!: number;
  @Column({ type: 'text', nullable: true }) openbaarheid!: string | null;
  @Column({ name: 'concept_hash', type: 'text' }) conceptHash!: string;
  @Column({ name: 'inhoud_hash', type: 'text', nullable: true }) inhoudHash!: string | null;
  @Column({ name: 'eerst_gepubliceerd_op', type: 'timestamptz', precision: 3, nullable: true })
  eerstGepubliceerdOp!: Date | null;
  @Column({ name: 'gepubliceerd_op', type: 'timestamptz', precision: 3, nullable: true }) gepubliceerdOp!: Date | null;
  @Column({ name: 'ingetrokken_op', type: 'timestamptz', precision: 3, nullable: true }) ingetrokkenOp!: Date | null;
  @Column({ name: 'intrekking_reden', type: 'text', nullable: true }) intrekkingReden!: string | null;
  @Column({ name: 'titel_verbergen', type: 'boolean', default: false }) titelVerbergen!: boolean;
  @Column({ type: 'boolean', default: false }) voorbeeld!: boolean;
  @Column({ name: 'zelf_bewerkt', type: 'boolean' }) zelfBewerkt!: boolean;
  @Column({ name: 'aangemaakt_op', type: 'timestamptz', precision: 3, default: () => 'now()' }) aangemaaktOp!: Date;
  @Column({ name: 'gewijzigd_op', type: 'timestamptz', precision: 3, default: () => 'now()' }) gewijzigdOp!: Date;
  @Column({ name: 'gewijzigd_door', type: 'text' }) gewijzigdDoor!: string;
}

/** The working copy of one record: the columns of its kind. */
export interface ConceptEntity {
  record: string;
  titel: string;
  openbaarheid?: string | null;
}

@Entity('publicatie')
export class PublicatieEntity {
  @ForeignKey(() => RecordEntity, 'id', { name: 'publicatie_record_fk' })
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'publicatie_pk' })
  record!: string;
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'publicatie_pk' }) nummer!: number;
  @Column({ type: 'json' }) inhoud!: object;
  @Column({ type: 'jsonb' }) invoer!: object;
  @Column({ name: 'gepubliceerd_op', type: 'timestamptz', precision: 3, default: () => 'now()' }) gepubliceerdOp!: Date;
  @ForeignKey('organisatie', 'code', { name: 'publicatie_organisatie_fk' })
  @Column({ type: 'text' })
  organisatie!: string;
  @Column({ type: 'text', nullable: true }) toelichting!: string | null;
  @Column({ name: 'ingetrokken_op', type: 'timestamptz', precision: 3, nullable: true }) ingetrokkenOp!: Date | null;
}

@Entity('record_reference')
@Index('record_reference_target_idx', ['target'])
export class RecordReferenceEntity {
  @ForeignKey(() => RecordEntity, 'id', { name: 'record_reference_record_fk' })
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'record_reference_pk' })
  record!: string;
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'record_reference_pk' }) field!: string;
  @ForeignKey(() => RecordEntity, 'id', { name: 'record_reference_target_fk' })
  @Column({ type: 'uuid' })
  target!: string;
  @Column({ name: 'part_of', type: 'boolean' }) partOf!: boolean;
}

@Entity('record_view')
export class RecordViewEntity {
  @ForeignKey(() => RecordEntity, 'id', { name: 'record_view_record_fk' })
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'record_view_pk' })
  record!: string;
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'record_view_pk' }) audience!: string;
  @Column({ type: 'text' }) soort!: Soort;
  @Column({ type: 'text' }) body!: string;
  @Column({ type: 'text' }) etag!: string;
}

@Entity('record_index')
@Index('record_index_record_idx', ['record'])
@Index('record_index_published_at_idx', { synchronize: false })
@Index('record_index_title_key_idx', { synchronize: false })
@Index('record_index_tokens_idx', { synchronize: false })
@Index('record_index_organisatie_idx', ['organisatie'])
export class RecordIndexEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'record_index_pk' }) audience!: string;
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'record_index_pk' }) soort!: Soort;
  @ForeignKey(() => RecordEntity, 'id', { name: 'record_index_record_fk' })
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'record_index_pk' })
  record!: string;
  @Column({ type: 'text' }) organisatie!: string;
  @Column({ name: 'title_key', type: 'text', collation: 'C' }) titleKey!: string;
  @Column({ type: 'date', nullable: true }) day!: string | null;
  @Column({ name: 'published_at', type: 'timestamptz', precision: 3 }) publishedAt!: Date;
  @Column({ name: 'first_published_at', type: 'timestamptz', precision: 3 }) firstPublishedAt!: Date;
  @Column({ type: 'text', array: true }) tokens!: string[];
}
