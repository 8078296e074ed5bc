import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** One solution that several use cases may share. */
@Entity('oplossing')
export class OplossingEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'oplossing_pk' }) id!: string;
  @Column({ type: 'text' }) naam!: string;
  @Column({ type: 'text', nullable: true }) omschrijving!: string | null;
  @Column({ type: 'text', nullable: true }) leverancier!: string | null;
  @Column({ type: 'text', nullable: true }) website!: string | null;
  @Column({ name: 'broncode_url', type: 'text', nullable: true }) broncodeUrl!: string | null;
  @ForeignKey('organisatie', 'code', { name: 'oplossing_organisatie_fk' })
  @Column({ type: 'text' })
  organisatie!: string;
  @Column({ name: 'aangemaakt_op', type: 'timestamptz', precision: 3, default: () => 'now()' }) aangemaaktOp!: Date;
  @Column({ name: 'gewijzigd_op', type: 'timestamptz', precision: 3, default: () => 'now()' }) gewijzigdOp!: Date;
}
