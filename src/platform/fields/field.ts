import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsOptional, ValidateBy, ValidateNested } from 'class-validator';
import 'reflect-metadata';
import type { ValueMistake } from './mistake.js';

export type Class<T = object> = new () => T;

/** What one line per field says: type, validation and OpenAPI text together. */
export interface FieldSpec {
  type: 'String' | 'Number' | 'Boolean' | 'Array' | 'Object';
  optional: boolean;
  api: ApiPropertyOptions;
  check: (value: unknown) => ValueMistake[];
  normalise?: (value: unknown) => unknown;
  /** Values that must exist in the database: a code of a code list, or the key of a resource. */
  refersTo?: { kind: 'code' | 'resource'; name: string };
  part?: () => Class;
}

const FIELDS = Symbol('fields');

/** The fields of a shape with their rules, inherited ones included. */
export function fieldsOf(shape: object): ReadonlyMap<string, FieldSpec> {
  return (Reflect.getMetadata(FIELDS, shape) as Map<string, FieldSpec> | undefined) ?? new Map<string, FieldSpec>();
}

function remember(prototype: object, name: string, spec: FieldSpec): void {
  const own = Reflect.getOwnMetadata(FIELDS, prototype) as Map<string, FieldSpec> | undefined;
  const fields = own ?? new Map(fieldsOf(prototype));
  fields.set(name, spec);
  Reflect.defineMetadata(FIELDS, fields, prototype);
}

/** Throws at load when the TypeScript type and the field disagree, so that the two statements cannot drift. */
function assertSameType(prototype: object, name: string, spec: FieldSpec): void {
  const emitted = Reflect.getMetadata('design:type', prototype, name) as { name: string } | undefined;
  const written = spec.part && spec.type === 'Object' ? [spec.part().name, 'Object'] : [spec.type, 'Object'];
  if (emitted && !written.includes(emitted.name)) {
    throw new TypeError(`${prototype.constructor.name}.${name} is a ${emitted.name}, but its field says ${spec.type}`);
  }
}

/** Every field decorator ends here. */
export function field(spec: FieldSpec): PropertyDecorator {
  return (prototype, key) => {
    const name = String(key);
    assertSameType(prototype, name, spec);
    remember(prototype, name, spec);
    ApiProperty({
      required: !spec.optional,
      ...(spec.optional ? { nullable: true } : {}),
      ...spec.api,
    } as ApiPropertyOptions)(prototype, key);
    const { normalise, part } = spec;
    if (normalise) Transform(({ value }: { value: unknown }) => normalise(value))(prototype, key);
    if (part) Type(part)(prototype, key);
    if (spec.optional) IsOptional()(prototype, key);
    ValidateBy({
      name: 'field',
      validator: { validate: (value) => spec.check(value).length === 0, defaultMessage: () => 'ongeldig' },
    })(prototype, key);
    if (part) ValidateNested({ each: spec.type === 'Array' })(prototype, key);
  };
}
