import { Controller, Param, Post, Put } from '@nestjs/common';
import { coordinators } from '../../platform/auth/access.js';
import type { Answer } from '../../platform/http/answer.js';
import { ThisCall, type Call } from '../../platform/http/call.js';
import { IdempotentWrites } from '../../platform/http/idempotency.js';
import { Operation } from '../../platform/http/operation.js';
import { Organisatie, OrganisatieAanpassing, OrganisatieInvoer } from '../../register/organisaties/organisatie.schema.js';
import { Organisaties } from '../../register/organisaties/organisaties.service.js';
import { lessonsAround } from '../../register/lessen/hergebruik/hergebruik.queries.js';
import { Projections } from '../../register/publicaties/projections.js';

const tag = 'Organisaties';

/** Changing an organisation also changes how its published records show it. */
@Controller('organisaties')
export class OrganisatieRegistratieController {
  constructor(
    private readonly writes: IdempotentWrites,
    private readonly organisaties: Organisaties,
    private readonly projections: Projections,
  ) {}

  @Post()
  @Operation({
    id: 'createOrganisatie',
    tag,
    summary: 'Voeg een organisatie toe',
    access: coordinators,
    body: OrganisatieInvoer,
    answers: { 201: { shape: Organisatie, description: 'De nieuwe organisatie.', location: true } },
    conflicts: { 'organisatie-bestaat': 'Er is al een organisatie met deze code.' },
  })
  async createOrganisatie(@ThisCall() call: Call): Promise<Answer> {
    return this.writes.run(call, (tx, claim) => this.organisaties.create(tx, call, claim));
  }

  @Put(':code')
  @Operation({
    id: 'replaceOrganisatie',
    tag,
    summary: 'Wijzig een organisatie',
    description:
      'Ook om een organisatie te beëindigen: geef `actiefTotDatum` en de `opvolgers`. Haar registraties blijven staan; de opvolgers mogen ze bijwerken.',
    access: coordinators,
    body: OrganisatieAanpassing,
    ifMatch: 'vereist',
    answers: { 200: { shape: Organisatie, description: 'De gewijzigde organisatie.', location: true } },
  })
  async replaceOrganisatie(@ThisCall() call: Call, @Param('code') code: string): Promise<Answer> {
    return this.writes.run(call, async (tx) => {
      const { answer, shown, succeeded } = await this.organisaties.replace(tx, call, code);
      if (shown) await this.projections.refreshOrganisatie(tx, code);
      // Receipts of who takes its place do not count any longer.
      if (succeeded) await this.projections.refreshAll(tx, await lessonsAround(tx, code));
      return answer;
    });
  }
}
