import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { RecordEntity } from '../publicaties/record.entity.js';
import type { LesInhoud, Toepasbaarheid } from './les.schema.js';

/** The concept of a les. */
@Entity('les')
@Index('les_use_case_idx', ['useCase'])
@Index('les_ervaring_idx', ['ervaring'])
@Index('les_vervangen_door_idx', ['vervangenDoor'])
@Index('les_reactie_op_idx', ['reactieOp'])
export class LesEntity implements Required<LesInhoud> {
  @ForeignKey(() => RecordEntity, 'id', { name: 'les_record_fk', onDelete: 'CASCADE' })
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'les_pk' })
  record!: string;
  @Column({ type: 'text' }) titel!: string;
  @Column({ name: 'wat_gebeurde', type: 'text', nullable: true }) watGebeurde!: string | null;
  @Column({ type: 'text', nullable: true }) les!: string | null;
  @Column({ type: 'text', nullable: true }) aanbeveling!: string | null;
  @Column({ type: 'jsonb', nullable: true }) toepasbaarheid!: Toepasbaarheid | null;
  @Column({ type: 'text', nullable: true }) soort!: string | null;
  @Column({ type: 'text', array: true, default: () => "'{}'" }) themas!: string[];
  @Column({ type: 'text', array: true, default: () => "'{}'" }) bepalingen!: string[];
  @Column({ type: 'text', nullable: true }) effect!: string | null;
  @ForeignKey(() => RecordEntity, 'id', { name: 'les_use_case_fk', onDelete: 'SET NULL' })
  @Column({ name: 'use_case', type: 'uuid', nullable: true })
  useCase!: string | null;
  @ForeignKey(() => RecordEntity, 'id', { name: 'les_ervaring_fk', onDelete: 'SET NULL' })
  @Column({ type: 'uuid', nullable: true })
  ervaring!: string | null;
  @ForeignKey(() => RecordEntity, 'id', { name: 'les_vervangen_door_fk', onDelete: 'SET NULL' })
  @Column({ name: 'vervangen_door', type: 'uuid', nullable: true })
  vervangenDoor!: string | null;
  @ForeignKey(() => RecordEntity, 'id', { name: 'les_reactie_op_fk', onDelete: 'SET NULL' })
  @Column({ name: 'reactie_op', type: 'uuid', nullable: true })
  reactieOp!: string | null;
  @Column({ type: 'text', nullable: true }) openbaarheid!: string | null;
}
