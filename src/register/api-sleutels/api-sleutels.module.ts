import { Module } from '@nestjs/common';
import { Credentials } from '../../platform/auth/caller.js';
import { ApiSleutels } from './api-sleutels.service.js';
import { MijnRechtenController } from './mijn-rechten.controller.js';

@Module({
  controllers: [MijnRechtenController],
  providers: [ApiSleutels, { provide: Credentials, useExisting: ApiSleutels }],
  exports: [ApiSleutels, Credentials],
})
export class ApiSleutelsModule {}
