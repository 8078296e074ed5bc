import { Module } from '@nestjs/common';
import { CodelijstenController } from './codelijsten.controller.js';
import { CodelijstenRepository } from './codelijsten.repository.js';
import { Codelijsten } from './codelijsten.service.js';

@Module({ controllers: [CodelijstenController], providers: [CodelijstenRepository, Codelijsten] })
export class CodelijstenModule {}
