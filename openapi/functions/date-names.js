import { flatten, visitNamedSchemas } from './schemas.js';

const dayName = /(datum|date)$/i;
const dayWithTimeName = /(datum|date)_?(tijd|time)$/i;
const momentName = /[a-z]Op$/;
const timeName = /([a-z]T|^t)(ijd|ime)$/;

/** The format that a name promises, or undefined where the name promises nothing. */
function promised(name, exceptions) {
  if (exceptions.includes(name)) return undefined;
  if (dayName.test(name)) return 'date';
  if (momentName.test(name)) return 'date-time';
  if (timeName.test(name)) return 'time-local';
  return undefined;
}

function faultOf(name, schema, exceptions) {
  if (schema.format === 'time') return `"${name}" has format "time", which needs a zone; use "time-local".`;
  if (dayWithTimeName.test(name)) return `"${name}" mixes a day and a time; a moment is named ...Op.`;
  const format = promised(name, exceptions);
  if (format === undefined || (schema.type === 'string' && schema.format === format)) return undefined;
  return `The name "${name}" promises a string of format "${format}".`;
}

/** Holds name and format together: ...Datum is a day, ...Op a moment. `exceptions` are names that only look like one. */
export default function dateNames(document, { exceptions = [] } = {}) {
  const faults = [];
  visitNamedSchemas(document, (name, schema, path) => {
    const flat = flatten(document, schema);
    // A filter that may be repeated is an array of what its name promises.
    const message = faultOf(name, flat.type === 'array' ? flatten(document, flat.items) : flat, exceptions);
    if (message !== undefined) faults.push({ message, path });
  });
  return faults;
}
