/** Version of the contract (info.version), sent with every answer. */
export const API_VERSION = '1.0.0';

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';
export const JSON_TYPE = 'application/json; charset=utf-8';

/** Security headers of the NLGov API Design Rules (core/transport/security-headers). */
export const securityHeaders: Readonly<Record<string, string>> = {
  'api-version': API_VERSION,
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
};

export const API_POLICY = "default-src 'none'; frame-ancestors 'none'";

/** What anonymous readers may keep: records are checked each time, code lists and statistics for a while. */
export const openCacheControl = (maxAgeSeconds?: number): string =>
  maxAgeSeconds === undefined
    ? 'public, max-age=0, must-revalidate'
    : `public, max-age=${String(maxAgeSeconds)}, stale-while-revalidate=${String(maxAgeSeconds)}`;

/** Media types of an Accept header that the client wants, with `*` wildcards. An absent header accepts everything. */
export function accepts(header: string | undefined, offered: readonly string[]): boolean {
  if (header === undefined || header === '' || header === '*/*') return true;
  return rangesOf(header).some(({ range }) => offered.some((type) => covers(range, type)));
}

/** The form that an Accept header likes best; the first of what is offered when it has no opinion. */
export function preferred(header: string | undefined, offered: readonly string[]): string | undefined {
  const ranges = rangesOf(header ?? '').sort((a, b) => b.weight - a.weight);
  const best = ranges.find(({ range }) => offered.some((type) => covers(range, type)));
  return offered.find((type) => best === undefined || covers(best.range, type));
}

const rangesOf = (header: string): { range: string; weight: number }[] =>
  header
    .split(',')
    .map((part) => {
      const [range = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
      return { range, weight: Number(parameters.find((each) => each.startsWith('q='))?.slice(2) ?? 1) };
    })
    .filter(({ weight }) => weight !== 0);

const covers = (range: string, type: string): boolean =>
  range === '*/*' || range === type || (range.endsWith('/*') && type.startsWith(range.slice(0, -1)));
