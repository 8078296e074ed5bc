import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** How many published records have a filter value, per audience. */
@Entity('record_count')
export class RecordCountEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'record_count_pk' }) audience!: string;
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'record_count_pk' }) soort!: string;
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'record_count_pk' }) token!: string;
  @Column({ type: 'integer' }) aantal!: number;
}

@Entity('record_count_change')
export class RecordCountChangeEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'record_count_change_pk',
  })
  id!: string;
  @Column({ type: 'text' }) audience!: string;
  @Column({ type: 'text' }) soort!: string;
  @Column({ type: 'text', array: true }) added!: string[];
  @Column({ type: 'text', array: true }) removed!: string[];
}
