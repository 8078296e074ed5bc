/** The first answer to an idempotent call, thrown to give a repetition the same status, body and headers. */
export class StoredAnswer extends Error {
  constructor(
    readonly status: number,
    readonly body: string,
    readonly headers: Record<string, string>,
  ) {
    super('replayed');
  }
}
