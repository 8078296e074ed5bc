import { Module, type DynamicModule } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { ContractModule } from './platform/openapi/contract.module.js';
import { PlatformModule } from './platform/platform.module.js';
import { DossiersModule } from './overview/dossiers/dossiers.module.js';
import { RegistratieModule } from './overview/registratie/registratie.module.js';
import { AanbevelingenModule } from './overview/aanbevelingen/aanbevelingen.module.js';
import { ReactiesModule } from './overview/reacties/reacties.module.js';
import { AdoptieModule } from './overview/adoptie/adoptie.module.js';
import { ZichtbaarheidModule } from './register/zichtbaarheid/zichtbaarheid.module.js';
import { CodelijstenModule } from './register/codelijsten/codelijsten.module.js';
import { OrganisatiesModule } from './register/organisaties/organisaties.module.js';
import { ApiSleutelsModule } from './register/api-sleutels/api-sleutels.module.js';
import { ErvaringenModule } from './register/ervaringen/ervaringen.module.js';
import { KadersModule } from './register/kaders/kaders.module.js';
import { OplossingenModule } from './register/oplossingen/oplossingen.module.js';
import { LessenModule } from './register/lessen/lessen.module.js';
import { HerbevestigingenModule } from './register/herbevestigingen/herbevestigingen.module.js';
import { PublicatiesModule } from './register/publicaties/publicaties.module.js';
import { ZoekenModule } from './register/zoeken/zoeken.module.js';
import { UseCasesModule } from './register/use-cases/use-cases.module.js';

/** The modules, lowest floor first. */
@Module({})
export class AppModule {
  static with(dataSource: DataSource): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.with(dataSource),
        ContractModule,
        ZichtbaarheidModule,
        ZoekenModule,
        CodelijstenModule,
        OrganisatiesModule,
        KadersModule,
        OplossingenModule,
        PublicatiesModule,
        UseCasesModule,
        HerbevestigingenModule,
        ErvaringenModule,
        LessenModule,
        ApiSleutelsModule,
        RegistratieModule,
        ReactiesModule,
        AanbevelingenModule,
        DossiersModule,
        AdoptieModule,
      ],
    };
  }
}
