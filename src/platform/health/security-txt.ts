import type { FastifyInstance } from 'fastify';
import type { Config } from '../config.js';

const VALID_DAYS = 180;
const DAY_MS = 86_400_000;

/** Where to report a weakness (RFC 9116). */
export function installSecurityTxt(server: FastifyInstance, { securityContact, publicUrl }: Config): void {
  server.get('/.well-known/security.txt', { config: { page: true } }, (_request, reply) => {
    const expires = new Date(Math.floor(Date.now() / DAY_MS + VALID_DAYS) * DAY_MS).toISOString();
    const lines = [
      `Contact: ${securityContact}`,
      `Expires: ${expires}`,
      'Preferred-Languages: nl, en',
      `Canonical: ${publicUrl}/.well-known/security.txt`,
    ];
    return reply.header('content-type', 'text/plain; charset=utf-8').send(`${lines.join('\n')}\n`);
  });
}
