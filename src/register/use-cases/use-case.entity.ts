import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { RecordEntity } from '../publicaties/record.entity.js';
import type { UseCaseInhoud } from './use-case.schema.js';
import type { BepalingKoppelingInvoer, Bron, Model, StopLes, StopReden, Toets } from './use-case-parts.schema.js';

/** The concept of a use case. `implements` the wire content, so that a forgotten field does not compile. */
@Entity('use_case')
@Index('use_case_oplossing_idx', ['oplossing'])
@Index('use_case_gebaseerd_op_idx', ['gebaseerdOp'])
export class UseCaseEntity implements Required<UseCaseInhoud> {
  @ForeignKey(() => RecordEntity, 'id', { name: 'use_case_record_fk', onDelete: 'CASCADE' })
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'use_case_pk' })
  record!: string;
  @Column({ type: 'text' }) titel!: string;
  @Column({ type: 'text', nullable: true }) samenvatting!: string | null;
  @Column({ type: 'text', nullable: true }) omschrijving!: string | null;
  @Column({ type: 'text', nullable: true }) doel!: string | null;
  @Column({ type: 'text', nullable: true }) fase!: string | null;
  @Column({ name: 'fase_sinds_periode', type: 'text', nullable: true }) faseSindsPeriode!: string | null;
  @Column({ name: 'stop_reden', type: 'jsonb', nullable: true }) stopReden!: StopReden | null;
  @Column({ name: 'stop_les', type: 'jsonb', nullable: true }) stopLes!: StopLes | null;
  @Column({ name: 'geen_les_reden', type: 'text', nullable: true }) geenLesReden!: string | null;
  @Column({ name: 'soort_toepassing', type: 'text', array: true, default: () => "'{}'" }) soortToepassing!: string[];
  @Column({ type: 'text', array: true, default: () => "'{}'" }) doelgroep!: string[];
  @Column({ type: 'text', array: true, default: () => "'{}'" }) themas!: string[];
  @Column({ type: 'jsonb', default: () => "'[]'" }) modellen!: Model[];
  @Column({ type: 'text', nullable: true }) verkrijging!: string | null;
  @Column({ type: 'text', array: true, default: () => "'{}'" }) leveranciers!: string[];
  @Column({ type: 'text', nullable: true }) risicoklasse!: string | null;
  @Column({ type: 'text', nullable: true }) persoonsgegevens!: string | null;
  @Column({ type: 'jsonb', default: () => "'[]'" }) toetsen!: Toets[];
  @Column({ name: 'menselijke_tussenkomst', type: 'text', nullable: true }) menselijkeTussenkomst!: string | null;
  @Column({ name: 'start_periode', type: 'text', nullable: true }) startPeriode!: string | null;
  @Column({ name: 'eind_periode', type: 'text', nullable: true }) eindPeriode!: string | null;
  @ForeignKey('oplossing', 'id', { name: 'use_case_oplossing_fk' })
  @Column({ type: 'uuid', nullable: true })
  oplossing!: string | null;
  @ForeignKey(() => RecordEntity, 'id', { name: 'use_case_gebaseerd_op_fk', onDelete: 'SET NULL' })
  @Column({ name: 'gebaseerd_op', type: 'uuid', nullable: true })
  gebaseerdOp!: string | null;
  @Column({ name: 'algoritmeregister_url', type: 'text', nullable: true }) algoritmeregisterUrl!: string | null;
  @Column({ type: 'jsonb', default: () => "'[]'" }) bronnen!: Bron[];
  @Column({ type: 'text', nullable: true }) contact!: string | null;
  @Column({ name: 'betrokken_organisaties', type: 'text', array: true, default: () => "'{}'" })
  betrokkenOrganisaties!: string[];
  @Column({ type: 'jsonb', default: () => "'[]'" }) bepalingen!: BepalingKoppelingInvoer[];
  @Column({ type: 'text', nullable: true }) openbaarheid!: string | null;
}
