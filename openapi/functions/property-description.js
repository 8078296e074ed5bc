import { flatten, visitNamedSchemas } from './schemas.js';

/** Each property says what it means, itself or through the schema that it refers to. */
export default function propertyDescription(document) {
  const faults = [];
  visitNamedSchemas(document, (name, schema, path) => {
    if (path.at(-2) !== 'properties') return;
    const description = flatten(document, schema).description;
    if (typeof description === 'string' && description.trim() !== '') return;
    faults.push({ message: `Property "${name}" has no description.`, path });
  });
  return faults;
}
