import { visitNamedSchemas } from './schemas.js';

/** Properties are lowerCamelCase; `_links` and the like are HAL's and may stand. */
export default function propertyCase(document) {
  const faults = [];
  visitNamedSchemas(document, (name, _schema, path) => {
    if (path.at(-2) !== 'properties' || /^_?[a-z][a-zA-Z0-9]*$/.test(name)) return;
    faults.push({ message: `Property "${name}" is not lowerCamelCase.`, path });
  });
  return faults;
}
