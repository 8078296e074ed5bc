import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('organisatie')
@Index('organisatie_naam_idx', ['naam', 'code'])
export class OrganisatieEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'organisatie_pk' }) code!: string;
  @Column({ type: 'text', nullable: true }) tooi!: string | null;
  @Column({ type: 'text' }) naam!: string;
  @Column({ type: 'text', nullable: true }) afkorting!: string | null;
  @Column({ type: 'text' }) soort!: string;
  @Column({ type: 'text', nullable: true }) subsoort!: string | null;
  @Column({ type: 'text' }) bestuurslaag!: string;
  @Column({ type: 'text', nullable: true }) provincie!: string | null;
  @Column({ type: 'text', nullable: true }) oin!: string | null;
  @Column({ type: 'text', nullable: true }) website!: string | null;
  @Column({ name: 'actief_vanaf_datum', type: 'date', nullable: true }) actiefVanafDatum!: string | null;
  @Column({ name: 'actief_tot_datum', type: 'date', nullable: true }) actiefTotDatum!: string | null;
  @Column({ type: 'text', array: true, default: () => "'{}'" }) opvolgers!: string[];
  @Column({ type: 'boolean', default: false }) beheerd!: boolean;
}
