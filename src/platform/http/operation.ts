import { applyDecorators, HttpCode } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiExtraModels, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Access } from '../auth/access.js';
import type { Class } from '../fields/field.js';

/** Successful answers by status. `list` wraps the shape in the list envelope; null is an answer without a body. */
export interface AnswerSpec {
  shape: Class | null;
  /** What the answer may be instead, on the same route. */
  orShape?: Class;
  list?: boolean;
  facets?: boolean;
  /** The list can be searched, and says what was made of the question. */
  search?: boolean;
  description: string;
  /** Other forms next to JSON, such as text/csv. */
  alsoAs?: readonly string[];
  location?: boolean;
}

export interface OperationSpec {
  id: string;
  tag: string;
  summary: string;
  description?: string;
  access: Access;
  query?: Class;
  body?: Class;
  bodyOptional?: boolean;
  answers: Record<number, AnswerSpec>;
  /** `vereist`: If-Match must be sent (428 without); `gevolgd`: followed when sent. */
  ifMatch?: 'vereist' | 'gevolgd';
  /** The record may have been withdrawn: 410. */
  gone?: boolean;
  /** An open operation may refuse one of its versions: 403. */
  refuses?: boolean;
  /** 409 codes that this operation can answer, with their meaning. */
  conflicts?: Record<string, string>;
  /** Anonymous answers may be kept this long by caches; absent: revalidate each time. */
  maxAgeSeconds?: number;
}

/** One statement per route: who may call it, what goes in, what comes out, and its text in the contract. */
export function Operation(spec: OperationSpec): MethodDecorator {
  const shapes = [spec.body, ...Object.values(spec.answers).flatMap((answer) => [answer.shape, answer.orShape])].filter(
    (shape) => shape !== undefined && shape !== null,
  );
  const success = Number(Object.keys(spec.answers)[0]);
  return applyDecorators(
    RouteConfig({ operation: spec }),
    HttpCode(success),
    ApiTags(spec.tag),
    ApiOperation({ operationId: spec.id, summary: spec.summary, description: spec.description ?? spec.summary }),
    ApiExtraModels(...shapes),
    ...(spec.body ? [ApiBody({ type: spec.body, required: !spec.bodyOptional })] : []),
  );
}
