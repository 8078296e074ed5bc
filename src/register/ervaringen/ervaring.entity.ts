import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { RecordEntity } from '../publicaties/record.entity.js';
import type { ErvaringInhoud, Meting } from './ervaring.schema.js';

/** The concept of an ervaring. */
@Entity('ervaring')
@Index('ervaring_use_case_idx', ['useCase'])
export class ErvaringEntity implements Required<ErvaringInhoud> {
  @ForeignKey(() => RecordEntity, 'id', { name: 'ervaring_record_fk', onDelete: 'CASCADE' })
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'ervaring_pk' })
  record!: string;
  @ForeignKey(() => RecordEntity, 'id', { name: 'ervaring_use_case_fk' })
  @Column({ name: 'use_case', type: 'uuid' })
  useCase!: string;
  @Column({ type: 'text', nullable: true }) soort!: string | null;
  @Column({ type: 'date', nullable: true }) datum!: string | null;
  @Column({ type: 'text' }) titel!: string;
  @Column({ type: 'text', nullable: true }) verslag!: string | null;
  @Column({ type: 'text', nullable: true }) oordeel!: string | null;
  @Column({ type: 'text', nullable: true }) fase!: string | null;
  @Column({ type: 'jsonb', default: () => "'[]'" }) metingen!: Meting[];
  @Column({ type: 'text', array: true, default: () => "'{}'" }) bepalingen!: string[];
  @Column({ type: 'text', nullable: true }) openbaarheid!: string | null;
}
