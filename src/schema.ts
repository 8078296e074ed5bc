import { IdempotencyKeys1764000000001 } from '../migrations/1764000000001-idempotency-keys.js';
import { CodeLists1764000000002 } from '../migrations/1764000000002-code-lists.js';
import { Organisaties1764000000003 } from '../migrations/1764000000003-organisaties.js';
import { Kaders1764000000004 } from '../migrations/1764000000004-kaders.js';
import { ApiKeys1764000000005 } from '../migrations/1764000000005-api-keys.js';
import { Records1764000000006 } from '../migrations/1764000000006-records.js';
import { UseCases1764000000007 } from '../migrations/1764000000007-use-cases.js';
import { ErvaringenAndLessen1764000000008 } from '../migrations/1764000000008-ervaringen-and-lessen.js';
import { RecordCounts1764000000010 } from '../migrations/1764000000010-record-counts.js';
import { LivingClauses1764000000014 } from '../migrations/1764000000014-living-clauses.js';
import { ChangeLog1764000000009 } from '../migrations/1764000000009-change-log.js';
import { Search1764000000011 } from '../migrations/1764000000011-search.js';
import { ReuseReceipts1764000000012 } from '../migrations/1764000000012-reuse-receipts.js';
import { Koppelingen1764000000013 } from '../migrations/1764000000013-koppelingen.js';
import { Likeness1764000000015 } from '../migrations/1764000000015-likeness.js';
import { IdempotencyKeyEntity } from './platform/http/idempotency-key.entity.js';
import { ChangeLogEntity } from './platform/logging/change-log.entity.js';
import { ApiSleutelEntity } from './register/api-sleutels/api-sleutel.entity.js';
import { CodeEntity, CodelijstEntity, ReferenceLoadEntity } from './register/codelijsten/codelijst.entity.js';
import { ErvaringEntity } from './register/ervaringen/ervaring.entity.js';
import { BepalingEntity, BepalingRelatieEntity, KaderEntity } from './register/kaders/kader.entity.js';
import { HergebruikEntity } from './register/lessen/hergebruik/hergebruik.entity.js';
import { LesEntity } from './register/lessen/les.entity.js';
import { OplossingEntity } from './register/oplossingen/oplossing.entity.js';
import { OrganisatieEntity } from './register/organisaties/organisatie.entity.js';
import {
  PublicatieEntity,
  RecordEntity,
  RecordIndexEntity,
  RecordReferenceEntity,
  RecordViewEntity,
} from './register/publicaties/record.entity.js';
import { RecordCountChangeEntity, RecordCountEntity } from './register/zichtbaarheid/record-count.entity.js';
import { SearchDocumentEntity, SearchWordChangeEntity, SearchWordEntity } from './register/zoeken/search.entity.js';
import { KoppelingEntity } from './register/use-cases/koppeling.entity.js';
import { UseCaseEntity } from './register/use-cases/use-case.entity.js';

/** Every table, and every step that makes them: one line per new entity or migration. */
export const entities = [
  IdempotencyKeyEntity,
  ChangeLogEntity,
  CodelijstEntity,
  CodeEntity,
  ReferenceLoadEntity,
  OrganisatieEntity,
  KaderEntity,
  BepalingEntity,
  BepalingRelatieEntity,
  OplossingEntity,
  RecordEntity,
  PublicatieEntity,
  RecordReferenceEntity,
  RecordViewEntity,
  RecordIndexEntity,
  RecordCountEntity,
  RecordCountChangeEntity,
  SearchDocumentEntity,
  SearchWordEntity,
  SearchWordChangeEntity,
  UseCaseEntity,
  KoppelingEntity,
  ErvaringEntity,
  LesEntity,
  HergebruikEntity,
  ApiSleutelEntity,
];

export const migrations = [
  IdempotencyKeys1764000000001,
  CodeLists1764000000002,
  Organisaties1764000000003,
  Kaders1764000000004,
  ApiKeys1764000000005,
  Records1764000000006,
  UseCases1764000000007,
  ErvaringenAndLessen1764000000008,
  ChangeLog1764000000009,
  RecordCounts1764000000010,
  Search1764000000011,
  ReuseReceipts1764000000012,
  Koppelingen1764000000013,
  LivingClauses1764000000014,
  Likeness1764000000015,
];
