import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { RecordEntity } from '../../publicaties/record.entity.js';
import type { Uitkomst } from '../stand.rule.js';

/** What one organisation says that it did with one les. */
@Entity('hergebruik')
@Index('hergebruik_use_case_idx', ['useCase'])
@Index('hergebruik_organisatie_idx', ['organisatie'])
export class HergebruikEntity {
  @ForeignKey(() => RecordEntity, 'id', { name: 'hergebruik_les_fk', onDelete: 'CASCADE' })
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'hergebruik_pk' })
  les!: string;
  @ForeignKey('organisatie', 'code', { name: 'hergebruik_organisatie_fk' })
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'hergebruik_pk' })
  organisatie!: string;
  @ForeignKey(() => RecordEntity, 'id', { name: 'hergebruik_use_case_fk', onDelete: 'SET NULL' })
  @Column({ name: 'use_case', type: 'uuid', nullable: true })
  useCase!: string | null;
  @Column({ type: 'text' }) uitkomst!: Uitkomst;
  @Column({ type: 'text', nullable: true }) toelichting!: string | null;
  @Column({ type: 'date' }) datum!: string;
  @Column({ name: 'aangemaakt_op', type: 'timestamptz', precision: 3, default: () => 'now()' }) aangemaaktOp!: Date;
  @Column({ name: 'gewijzigd_op', type: 'timestamptz', precision: 3, default: () => 'now()' }) gewijzigdOp!: Date;
}
