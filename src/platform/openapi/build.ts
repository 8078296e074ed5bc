import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { API_VERSION } from '../http/headers.js';
import type { Routes } from '../http/routes.js';
import { problemSchemas } from './answers.js';
import { completeDocument } from './document.js';

const tags: Readonly<Record<string, string>> = {
  'Use cases': 'Toepassingen van generatieve AI bij één organisatie: concept, publicaties en koppelingen met bepalingen.',
  Ervaringen: 'Wat organisaties meemaakten met een toepassing.',
  Lessen: 'Wat anderen ervan kunnen leren.',
  Oplossingen: 'Oplossingen die meer organisaties gebruiken.',
  Kaders: 'Standpunten, handreikingen en andere kaders, met hun bepalingen.',
  Dossiers: 'Wat over een bepaling is geleerd: hoe zij uitpakt, voor wie, en wat er nieuw is.',
  Organisaties: 'De overheidsorganisaties die kunnen registreren.',
  Codelijsten: 'De codes met hun namen en uitleg.',
  Toegang: 'Wie u bent en wat u mag.',
  API: 'Deze beschrijving zelf.',
};

const description = `Register van generatieve AI bij de Nederlandse overheid. Organisaties registreren hun toepassingen en proeven, koppelen die aan de bepalingen van het overheidsbrede standpunt en delen wat zij leren.

**Lezen** kan zonder sleutel. **Registreren** doet u met een API-sleutel van uw organisatie in de header \`X-API-Key\`.

Elke fout is \`application/problem+json\` met een vaste \`code\`; bij 400 staan alle fouten er tegelijk bij, met hun plaats. Herhalen is veilig: gebruik bij POST een \`Idempotency-Key\`, of PUT op uw eigen kenmerk.`;

/** The contract of the running app: every route with its shapes, parameters, answers and examples. */
export function buildDocument(app: { nest: INestApplication; routes: Routes }): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.0.3')
    .setTitle('Interbestuurlijk use-case register')
    .setDescription(description)
    .setVersion(API_VERSION)
    .setContact('Team use-case register', 'https://usecaseregister.example.nl/over', 'register@usecaseregister.example.nl')
    .setLicense('EUPL-1.2', 'https://joinup.ec.europa.eu/collection/eupl/eupl-text-eupl-12')
    .addApiKey({ type: 'apiKey', in: 'header', name: 'X-API-Key', description: 'Sleutel van uw organisatie.' }, 'ApiSleutel')
    .build();
  const base = SwaggerModule.createDocument(app.nest, config, { ignoreGlobalPrefix: true });
  const used = new Set(app.routes.operations.map(({ operation }) => operation.tag));
  const complete = completeDocument(
    {
      ...base,
      components: { ...base.components, schemas: { ...base.components?.schemas, ...(problemSchemas as object) } },
    },
    app.routes.operations,
  );
  return {
    ...complete,
    servers: [
      {
        url: 'https://{host}/v1',
        description: 'Het register.',
        variables: { host: { default: 'usecaseregister.example.nl', description: 'Adres van deze installatie.' } },
      },
    ],
    tags: Object.entries(tags)
      .filter(([name]) => used.has(name))
      .map(([name, text]) => ({ name, description: text })),
  };
}
