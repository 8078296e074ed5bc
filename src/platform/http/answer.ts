/** An answer with its bytes ready. Handlers return it when status, headers or the text itself are theirs to say. */
export class Answer {
  constructor(
    readonly body: string,
    readonly headers: Readonly<Record<string, string>> = {},
    readonly status?: number,
  ) {}
}

export const answer = (value: unknown, headers: Record<string, string> = {}, status?: number): Answer =>
  new Answer(JSON.stringify(value), headers, status);

export const noContent = (): Answer => new Answer('', {}, 204);
