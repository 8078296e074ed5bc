import { Controller, Delete, Get, Param, Put } from '@nestjs/common';
import { registrars } from '../../platform/auth/access.js';
import type { Answer } from '../../platform/http/answer.js';
import { ThisCall, type Call } from '../../platform/http/call.js';
import { Operation } from '../../platform/http/operation.js';
import { decodeCursor, encodeCursor, fingerprint, limitOf, listAnswer, nextUrl, PageFilter } from '../../platform/http/paging.js';
import { Koppelingen } from './koppelingen.service.js';
import { ActueleKoppeling } from './use-case.schema.js';
import { BepalingKoppelingInhoud } from './use-case-parts.schema.js';

const tag = 'Use cases';

@Controller('use-cases/:id/bepalingen')
export class KoppelingenController {
  constructor(private readonly koppelingen: Koppelingen) {}

  @Get()
  @Operation({
    id: 'listKoppelingen',
    tag,
    summary: 'De koppelingen van het concept met bepalingen',
    access: 'sleutel',
    query: PageFilter,
    answers: { 200: { shape: ActueleKoppeling, list: true, description: 'De koppelingen.' } },
  })
  async listKoppelingen(@ThisCall() call: Call, @Param('id') id: string): Promise<Answer> {
    const links = await this.koppelingen.list(call, id);
    const filter = call.query(PageFilter);
    const f = fingerprint(filter, [id]);
    const [start = '0'] = decodeCursor(filter.cursor, f, [(text) => /^\d{1,4}$/.test(text)]) ?? [];
    const end = Number(start) + limitOf(filter);
    const volgende = end < links.length ? nextUrl(call.url, encodeCursor(f, [String(end)])) : null;
    return listAnswer({ totaal: links.length, resultaten: links.slice(Number(start), end).join(','), volgende });
  }

  @Get(':code')
  @Operation({
    id: 'readKoppeling',
    tag,
    summary: 'Eén koppeling van het concept met een bepaling',
    access: 'sleutel',
    answers: { 200: { shape: ActueleKoppeling, description: 'De koppeling.' } },
  })
  async readKoppeling(@ThisCall() call: Call, @Param('id') id: string, @Param('code') code: string): Promise<Answer> {
    return this.koppelingen.read(call, id, code);
  }

  @Put(':code')
  @Operation({
    id: 'putKoppeling',
    tag,
    summary: 'Koppel het concept aan een bepaling',
    description: 'Nieuw geeft 201. Een koppeling die er al is, wijzigt u met haar ETag in If-Match.',
    access: registrars,
    body: BepalingKoppelingInhoud,
    ifMatch: 'vereist',
    answers: {
      200: { shape: ActueleKoppeling, description: 'De gewijzigde koppeling.' },
      201: { shape: ActueleKoppeling, description: 'De nieuwe koppeling.' },
    },
  })
  async putKoppeling(@ThisCall() call: Call, @Param('id') id: string, @Param('code') code: string): Promise<Answer> {
    return this.koppelingen.put(call, id, code);
  }

  @Delete(':code')
  @Operation({
    id: 'removeKoppeling',
    tag,
    summary: 'Haal de koppeling met een bepaling weg',
    access: registrars,
    ifMatch: 'vereist',
    answers: { 204: { shape: null, description: 'De koppeling is weg.' } },
  })
  async removeKoppeling(@ThisCall() call: Call, @Param('id') id: string, @Param('code') code: string): Promise<Answer> {
    return this.koppelingen.remove(call, id, code);
  }
}
