import type { Socket } from 'node:net';
import { API_POLICY, PROBLEM_TYPE, securityHeaders } from './headers.js';
import { Problem } from './problem.js';

const faults: Readonly<Record<string, readonly [status: number, code: string, detail: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'te-langzaam', 'Het verzoek kwam te langzaam binnen.'],
  HPE_HEADER_OVERFLOW: [431, 'headers-te-groot', 'Het adres of de headers zijn te groot.'],
};

const reasons: Readonly<Record<number, string>> = { 400: 'Bad Request', 408: 'Request Timeout', 431: 'Request Header Fields Too Large' };

/** Answers bytes that are no HTTP request, too slow or too large: nothing is parsed yet, so the answer is written by hand. */
export function refuseUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return;
  const [status, code, detail] = faults[error.code ?? ''] ?? [400, 'ongeldig-verzoek', 'Dit is geen leesbaar HTTP-verzoek.'];
  const body = JSON.stringify(new Problem(status, code, detail).body());
  const headers = {
    ...securityHeaders,
    'content-security-policy': API_POLICY,
    'cache-control': 'no-store',
    'content-type': PROBLEM_TYPE,
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end([`HTTP/1.1 ${String(status)} ${reasons[status] ?? ''}`, ...lines, '', body].join('\r\n'));
}
