import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

@Entity('logregel')
@Index('logregel_resource_idx', ['resource', 'sleutel', 'id'])
export class ChangeLogEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'logregel_pk',
  })
  id!: string;
  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' }) op!: Date;
  @Column({ type: 'text' }) subject!: string;
  @Column({ type: 'text' }) organisatie!: string;
  @Column({ type: 'text', nullable: true }) namens!: string | null;
  @Column({ type: 'text' }) handeling!: string;
  @Column({ type: 'text' }) resource!: string;
  @Column({ type: 'text' }) sleutel!: string;
  @Column({ type: 'integer', nullable: true }) nummer!: number | null;
  @Column({ type: 'text', nullable: true }) verzoek!: string | null;
  @Column({ type: 'jsonb', nullable: true }) inhoud!: object | null;
}
