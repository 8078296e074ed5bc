/** Walks every schema that a document states itself; a `$ref` is followed by name and not entered, so nothing is seen twice. */
const subschemaKeys = ['items', 'additionalProperties', 'not'];
const subschemaLists = ['allOf', 'oneOf', 'anyOf'];

const isObject = (value) => typeof value === 'object' && value !== null;

/** The object behind a local reference, or the value itself. A reference that leads nowhere gives an empty object. */
export function deref(document, value) {
  let found = value;
  for (let hops = 0; isObject(found) && typeof found.$ref === 'string' && hops < 20; hops += 1) {
    const steps = found.$ref.replace(/^#\//, '').split('/');
    found = steps.reduce((at, step) => at?.[step.replaceAll('~1', '/').replaceAll('~0', '~')], document);
  }
  return found ?? {};
}

/** One flat view of a schema: `$ref` and `allOf` opened up, the outer statement winning over the inner. */
export function flatten(document, schema) {
  const own = deref(document, schema);
  const flat = { properties: {}, required: [] };
  for (const part of own.allOf ?? []) merge(flat, flatten(document, part));
  merge(flat, own);
  delete flat.allOf;
  return flat;
}

function merge(flat, part) {
  const properties = { ...flat.properties, ...part.properties };
  const required = [...flat.required, ...(part.required ?? [])];
  Object.assign(flat, part, { properties, required });
}

function visitSchema(schema, path, visit) {
  if (!isObject(schema) || typeof schema.$ref === 'string') return;
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    visit(name, property, [...path, 'properties', name]);
    visitSchema(property, [...path, 'properties', name], visit);
  }
  for (const key of subschemaKeys) visitSchema(schema[key], [...path, key], visit);
  for (const key of subschemaLists) {
    for (const [index, part] of (schema[key] ?? []).entries()) visitSchema(part, [...path, key, index], visit);
  }
}

/** Calls `visit(name, schema, path)` for each property of each schema, and for each parameter by its name. */
export function visitNamedSchemas(document, visit) {
  for (const [name, schema] of Object.entries(document.components?.schemas ?? {})) {
    visitSchema(schema, ['components', 'schemas', name], visit);
  }
  visitCarriers(document, ['components'], visit, 0);
  visitCarriers(document, ['paths'], visit, 0);
}

/** Parameters, headers and media types carry a `schema`; examples are data and are left alone. */
function visitCarriers(document, path, visit) {
  const node = path.reduce((at, step) => at?.[step], document);
  if (!isObject(node)) return;
  if (isObject(node.schema)) {
    if (typeof node.name === 'string' && typeof node.in === 'string') visit(node.name, node.schema, [...path, 'schema']);
    visitSchema(node.schema, [...path, 'schema'], visit);
  }
  for (const key of Object.keys(node)) {
    const isData = key === 'example' || key === 'examples' || key === 'schema' || (path.length === 1 && key === 'schemas');
    if (!isData) visitCarriers(document, [...path, key], visit);
  }
}
