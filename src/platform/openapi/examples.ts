/** The parts of a schema object that are read or written here. */
export interface Schema {
  $ref?: string;
  type?: string;
  description?: string;
  required?: string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  allOf?: Schema[];
  anyOf?: Schema[];
  example?: unknown;
  nullable?: boolean;
  additionalProperties?: Schema | boolean;
  minimum?: number;
  [keyword: string]: unknown;
}

export type Schemas = Record<string, Schema>;

/** Fields that an example of something sent leaves out, because it stands for a normal request. */
const NOT_SENT = new Set(['organisatie', 'stopReden', 'stopLes', 'geenLesReden', 'publiceren']);

/** An example of a schema, put together from the examples of its fields. */
export function exampleOf(schema: Schema, schemas: Schemas, use: 'sent' | 'answered'): unknown {
  if (schema.example !== undefined) return schema.example;
  const name = schema.$ref?.split('/').at(-1);
  if (name !== undefined) return exampleOf(schemas[name] ?? {}, schemas, use);
  if (schema.anyOf) return exampleOf(schema.anyOf[0] ?? {}, schemas, use);
  if (schema.allOf) return exampleOf(schema.allOf[0] ?? {}, schemas, use);
  if (schema.type === 'array') return [exampleOf(schema.items ?? {}, schemas, use)];
  const fields = Object.entries(schema.properties ?? {}).map(([field, each]) => [field, exampleOf(each, schemas, use)] as const);
  return Object.fromEntries(use === 'sent' ? fields.filter(([field, value]) => value !== null && !NOT_SENT.has(field)) : fields);
}
