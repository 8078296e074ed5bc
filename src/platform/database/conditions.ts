/** Conditions with their values, numbered as PostgreSQL wants them. */
export class Conditions {
  readonly values: unknown[] = [];
  readonly texts: string[] = [];

  value(value: unknown): string {
    this.values.push(value);
    return `$${String(this.values.length)}`;
  }

  add(text: string): void {
    this.texts.push(text);
  }

  /** One of the values, when a filter was sent. */
  oneOf(column: string, sent: readonly string[] | null | undefined): void {
    if (sent !== undefined && sent !== null) this.add(`${column} = any (${this.value(sent)}::text[])`);
  }

  /** Texts that contain the words as they are, without regard to case or accents. */
  contains(expression: string, sent: string | null | undefined): void {
    if (typeof sent === 'string') this.add(`strpos(${plainSql(expression)}, ${this.value(plainText(sent))}) > 0`);
  }

  get where(): string {
    return this.texts.length === 0 ? 'true' : this.texts.join(' and ');
  }
}

const ACCENTED = 'àáâãäåçèéêëìíîïñòóôõöùúûüýÿ';
const PLAIN = 'aaaaaaceeeeiiiinooooouuuuyy';

const plainSql = (expression: string): string => `translate(lower(${expression}), '${ACCENTED}', '${PLAIN}')`;
const plainText = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
