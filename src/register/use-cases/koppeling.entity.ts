import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { RecordEntity } from '../publicaties/record.entity.js';

/** A published link of a use case and a clause, for as long as it stood unchanged. */
@Entity('koppeling')
@Index('koppeling_actueel_idx', { synchronize: false })
@Index('koppeling_verloop_idx', { synchronize: false })
export class KoppelingEntity {
  @ForeignKey(() => RecordEntity, 'id', { name: 'koppeling_record_fk' })
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'koppeling_pk' })
  record!: string;
  @ForeignKey('bepaling', 'code', { name: 'koppeling_bepaling_fk' })
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'koppeling_pk' })
  bepaling!: string;
  @PrimaryColumn({ type: 'timestamptz', precision: 3, primaryKeyConstraintName: 'koppeling_pk' }) vanaf!: Date;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) tot!: Date | null;
  @Column({ name: 'oordeel_vanaf', type: 'timestamptz', precision: 3 }) oordeelVanaf!: Date;
  @ForeignKey('organisatie', 'code', { name: 'koppeling_organisatie_fk' })
  @Column({ type: 'text' })
  organisatie!: string;
  @Column({ type: 'text' }) fase!: string;
  @Column({ type: 'text' }) naleving!: string;
  @Column({ type: 'text' }) werkbaarheid!: string;
  @Column({ type: 'text', nullable: true }) toelichting!: string | null;
}
