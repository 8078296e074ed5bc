import { pino, type Logger } from 'pino';

/** JSON lines on standard error, so that commands keep standard output for their answer. Keys and bodies are never logged. */
export function createLogger(level: string): Logger {
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      // Query texts and parameters of a failed statement may hold what a client typed.
      serializers: {
        err: (error: Error & { code?: unknown }) => ({
          type: error.name,
          message: firstLine(error.message),
          code: error.code,
          stack: error.stack?.split('\n').slice(1, 12),
        }),
      },
    },
    pino.destination({ dest: 2, sync: level === 'silent' }),
  );
}

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? '';
