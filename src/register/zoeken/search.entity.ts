import { Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** The words of a published record. Who may see it says record_index. */
@Entity('search_document')
@Index('search_document_words_use_case_idx', { synchronize: false })
@Index('search_document_words_ervaring_idx', { synchronize: false })
@Index('search_document_words_les_idx', { synchronize: false })
export class SearchDocumentEntity {
  @ForeignKey('registratie', 'id', { name: 'search_document_record_fk' })
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'search_document_pk' })
  record!: string;
  @Column({ type: 'text' }) soort!: string;
  @Column({ type: 'tsvector' }) words!: string;
  @Column({ type: 'integer' }) length!: number;
  @Column({ type: 'text' }) hash!: string;
}

/** In how many texts that an audience may see a word stands. */
@Entity('search_word')
@Index('search_word_reversed_idx', { synchronize: false })
@Index('search_word_like_idx', { synchronize: false })
export class SearchWordEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'search_word_pk' }) audience!: string;
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'search_word_pk' }) soort!: string;
  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'search_word_pk' }) word!: string;
  @Column({ type: 'integer' }) aantal!: number;
}

@Entity('search_word_change')
export class SearchWordChangeEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS', primaryKeyConstraintName: 'search_word_change_pk' })
  id!: string;
  @Column({ type: 'text' }) audience!: string;
  @Column({ type: 'text' }) soort!: string;
  @Column({ type: 'text', array: true }) added!: string[];
  @Column({ type: 'text', array: true }) removed!: string[];
  @Column({ type: 'integer' }) length!: number;
}
