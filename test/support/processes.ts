import { spawn, type ChildProcess } from 'node:child_process';

/** A program of the product in a process of its own, ended by whoever started it. */
export interface Program {
  child: ChildProcess;
  said: () => string;
  /** Resolves when the output matches; rejects when the program ends first. */
  until: (pattern: RegExp) => Promise<RegExpExecArray>;
  ended: Promise<{ code: number | null; signal: string | null }>;
}

export function startProgram(
  args: readonly string[],
  environment: Record<string, string>,
  options: { cwd?: string; node?: string } = {},
): Program {
  const child = spawn(options.node ?? process.execPath, args, {
    cwd: options.cwd,
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const waiting = new Set<() => void>();
  const hear = (chunk: Buffer): void => {
    text += chunk.toString();
    waiting.forEach((look) => look());
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  const until = (pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = pattern.exec(text);
        if (!found) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
      void ended.then(() => reject(new Error(`The program ended before it said ${String(pattern)}:\n${text}`)));
    });
  return { child, said: () => text, until, ended };
}

/** Asks again until the answer is right, for at most the given time. */
export async function eventually<T>(ask: () => Promise<T>, right: (answer: T) => boolean, withinMs = 15_000): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (right(answer) || Date.now() > deadline) return answer;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
