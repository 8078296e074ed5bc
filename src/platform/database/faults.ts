/** PostgreSQL and network codes that mean: not now, try again (class 08, 40, 53, 57; Node's socket errors). */
const UNAVAILABLE = /^(?:08\w{3}|40001|40P01|53[03]00|57P0[1-5]|57014|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOENT|EHOSTUNREACH)$/;
const UNAVAILABLE_TEXT =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool after calling end|Query read timeout|Driver not Connected|connection is closed/i;

const causes = (error: unknown): unknown[] => {
  const { driverError, cause, errors } = (error ?? {}) as { driverError?: unknown; cause?: unknown; errors?: unknown };
  return [error, driverError, cause, ...(Array.isArray(errors) ? (errors as unknown[]) : [])].filter(
    (each) => each !== undefined && each !== null,
  );
};

export function isUnavailable(error: unknown): boolean {
  return causes(error).some((each) => {
    const { code, message } = each as { code?: unknown; message?: unknown };
    return (typeof code === 'string' && UNAVAILABLE.test(code)) || (typeof message === 'string' && UNAVAILABLE_TEXT.test(message));
  });
}

/** Serialization failure or deadlock: the whole transaction may run again. */
export const isRetryable = (error: unknown): boolean =>
  causes(error).some((each) => /^40(?:001|P01)$/.test(String((each as { code?: unknown }).code)));

/** Name of the constraint that refused a write, for services that turn it into a problem. */
export function violatedConstraint(error: unknown): string | undefined {
  const found = causes(error).find((each) => typeof (each as { constraint?: unknown }).constraint === 'string');
  return (found as { constraint?: string } | undefined)?.constraint;
}

export const isLockTimeout = (error: unknown): boolean => causes(error).some((each) => (each as { code?: unknown }).code === '55P03');
