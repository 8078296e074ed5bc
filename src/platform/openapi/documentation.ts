import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';

const assets = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

// Swagger UI puts style attributes on its elements, so styles in the page are allowed here and nowhere else.
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; font-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const page = (title: string, body: string): string => `<!doctype html>
<html lang="nl">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title}</title>
    <link rel="stylesheet" href="/documentatie/swagger-ui.css">
  </head>
  <body>
${body}
  </body>
</html>
`;

const HOME = page(
  'Interbestuurlijk use-case register',
  `    <main class="swagger-ui" style="max-width: 45rem; margin: 2rem auto; padding: 0 1rem">
      <h1>Interbestuurlijk use-case register</h1>
      <p>Hier registreren overheden hun toepassingen van generatieve AI, koppelen ze aan het overheidsbrede standpunt en delen ze hun lessen.</p>
      <ul>
        <li><a href="/documentatie">Documentatie van de API</a></li>
        <li><a href="/v1/openapi.json">De beschrijving als OpenAPI-document</a></li>
        <li><a href="/v1/use-cases">Gepubliceerde use cases</a></li>
        <li><a href="/v1/lessen">Gepubliceerde lessen</a></li>
      </ul>
    </main>`,
);

const DOCUMENTATION = page(
  'API-documentatie - Interbestuurlijk use-case register',
  `    <main id="swagger-ui"><p>De documentatie wordt geladen. Zonder JavaScript leest u <a href="/v1/openapi.json">het OpenAPI-document</a>.</p></main>
    <script src="/documentatie/swagger-ui-bundle.js"></script>
    <script src="/documentatie/start.js"></script>`,
);

const START = `window.ui = SwaggerUIBundle({ url: '/v1/openapi.json', dom_id: '#swagger-ui', deepLinking: true, docExpansion: 'none', defaultModelsExpandDepth: 0,
  // The document names the public address; trying things out happens on this installation.
  requestInterceptor: (request) => { const url = new URL(request.url, window.location.href); request.url = window.location.origin + url.pathname + url.search; return request; } });
`;

const files: Readonly<Record<string, { type: string; read: () => string }>> = {
  'swagger-ui.css': {
    type: 'text/css; charset=utf-8',
    read: () => readFileSync(join(assets, 'swagger-ui.css'), 'utf8'),
  },
  'swagger-ui-bundle.js': {
    type: 'text/javascript; charset=utf-8',
    read: () => readFileSync(join(assets, 'swagger-ui-bundle.js'), 'utf8'),
  },
  'start.js': { type: 'text/javascript; charset=utf-8', read: () => START },
};

/** The documentation page and its assets, all served from here, and a front page that leads to it. */
export function installDocumentation(server: FastifyInstance): void {
  const config = { page: true };
  const html = (reply: FastifyReply, text: string): FastifyReply =>
    reply
      .headers({
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': POLICY,
        'cache-control': 'public, max-age=0, must-revalidate',
      })
      .send(text);
  server.get('/', { config }, async (_request, reply) => html(reply, HOME));
  server.get('/documentatie', { config }, async (_request, reply) => html(reply, DOCUMENTATION));
  for (const [name, { type, read }] of Object.entries(files)) {
    const text = read();
    server.get(`/documentatie/${name}`, { config }, async (_request, reply) =>
      reply.headers({ 'content-type': type, 'content-security-policy': POLICY, 'cache-control': 'public, max-age=3600' }).send(text),
    );
  }
}
