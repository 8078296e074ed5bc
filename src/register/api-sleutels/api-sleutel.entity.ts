import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Rol } from '../../platform/auth/caller.js';

/** A key of one organisation. Only the hash is kept. */
@Entity('api_sleutel')
@Unique('api_sleutel_hash_uq', ['hash'])
@Index('api_sleutel_organisatie_idx', ['organisatie'])
export class ApiSleutelEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'api_sleutel_pk' }) id!: string;
  @Column({ type: 'text' }) hash!: string;
  @Column({ type: 'text' }) voorvoegsel!: string;
  @ForeignKey('organisatie', 'code', { name: 'api_sleutel_organisatie_fk' })
  @Column({ type: 'text' })
  organisatie!: string;
  @Column({ type: 'text' }) rol!: Rol;
  @Column({ type: 'text', nullable: true }) omschrijving!: string | null;
  @Column({ name: 'aangemaakt_op', type: 'timestamptz', precision: 3, default: () => 'now()' }) aangemaaktOp!: Date;
  @Column({ name: 'verloopt_op', type: 'timestamptz', precision: 3 }) verlooptOp!: Date;
  @Column({ name: 'laatst_gebruikt_op', type: 'timestamptz', precision: 3, nullable: true })
  laatstGebruiktOp!: Date | null;
  @Column({ name: 'ingetrokken_op', type: 'timestamptz', precision: 3, nullable: true }) ingetrokkenOp!: Date | null;
}
