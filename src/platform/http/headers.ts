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
  return header.split(',').some((part) => {
    const [range = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
    if (parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter))) return false;
    return range === '*/*' || offered.some((type) => range === type || (range.endsWith('/*') && type.startsWith(range.slice(0, -1))));
  });
}
