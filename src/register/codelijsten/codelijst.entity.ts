import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

@Entity('codelijst')
export class CodelijstEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'codelijst_pk' }) naam!: string;
  @Column({ type: 'text' }) titel!: string;
  @Column({ type: 'text', nullable: true }) toelichting!: string | null;
  @Column({ type: 'boolean', default: false }) vast!: boolean;
  @Column({ type: 'boolean', default: false }) beheerd!: boolean;
}

@Entity('code')
export class CodeEntity {
  @ForeignKey(() => CodelijstEntity, 'naam', { name: 'code_codelijst_fk' })
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'code_pk' })
  codelijst!: string;
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'code_pk' }) code!: string;
  @Column({ type: 'integer' }) volgorde!: number;
  @Column({ type: 'text' }) label!: string;
  @Column({ type: 'text', nullable: true }) toelichting!: string | null;
  @Column({ name: 'geldig_tot_datum', type: 'date', nullable: true }) geldigTotDatum!: string | null;
  @Column({ name: 'vervangen_door', type: 'text', nullable: true }) vervangenDoor!: string | null;
}

/** Which shipped reference file was loaded last. */
@Entity('reference_load')
export class ReferenceLoadEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'reference_load_pk' }) name!: string;
  @Column({ type: 'text' }) hash!: string;
}
