import { Controller, Get } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Rol } from '../../platform/auth/caller.js';
import { answer, type Answer } from '../../platform/http/answer.js';
import { ThisCall, type Call } from '../../platform/http/call.js';
import { Operation } from '../../platform/http/operation.js';
import { resolve } from '../verwijzingen/resolve.queries.js';
import { MijnRechten } from './mijn-rechten.schema.js';

const READ_OPEN = 'Lezen wat openbaar is.';
const READ_ALL = 'Lezen wat openbaar is en wat alleen voor overheden is.';
const OWN_CONCEPTS = 'De concepten van uw eigen organisatie lezen.';
const REGISTER = 'Registreren, wijzigen, publiceren en intrekken voor uw eigen organisatie.';

const rights: Readonly<Record<Rol, readonly string[]>> = {
  lezer: [READ_ALL, OWN_CONCEPTS],
  registrar: [READ_ALL, OWN_CONCEPTS, REGISTER],
  beheerder: [READ_ALL, OWN_CONCEPTS, REGISTER, 'De sleutels van uw eigen organisatie beheren.'],
  coordinator: [
    READ_ALL,
    OWN_CONCEPTS,
    REGISTER,
    'Registreren namens een andere organisatie, zolang die haar registratie niet zelf bijhoudt. Dit wordt vastgelegd.',
    'Kaders, organisaties en codelijsten toevoegen en wijzigen.',
  ],
};

@Controller('mijn-rechten')
export class MijnRechtenController {
  constructor(private readonly dataSource: DataSource) {}

  @Get()
  @Operation({
    id: 'readMijnRechten',
    tag: 'Toegang',
    summary: 'Wie ben ik en wat mag ik?',
    access: 'open',
    answers: { 200: { shape: MijnRechten, description: 'Uw organisatie, rol en rechten.' } },
  })
  async readMijnRechten(@ThisCall() call: Call): Promise<Answer> {
    call.noParameters();
    const { caller } = call;
    if (!caller) return answer({ aangemeld: false, organisatie: null, rol: null, mag: [READ_OPEN] });
    const resolved = await resolve(this.dataSource.manager, { organisaties: [caller.organisatie] });
    return answer({
      aangemeld: true,
      organisatie: resolved.get('organisatie', caller.organisatie),
      rol: caller.rol,
      mag: rights[caller.rol],
    });
  }
}
