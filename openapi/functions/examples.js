const looksLikeMoment = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}/;
const utcMoment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;
// Linters of the design rules search keys for these words and take the value for an operation.
const methodWord = /put|post|patch/;

function* leaves(value, path) {
  if (typeof value !== 'object' || value === null) {
    yield [value, path];
    return;
  }
  for (const key of Object.keys(value)) yield* leaves(value[key], [...path, key]);
}

/** Looks at each plain value in an example: moments in UTC with T and Z, and no key with the name of a method in it. */
export default function examples(example, _options, { path }) {
  const faults = [];
  for (const [value, place] of leaves(example, [...path])) {
    if (typeof value === 'string' && looksLikeMoment.test(value) && !utcMoment.test(value)) {
      faults.push({ message: `"${value}" is not a moment in UTC with a capital T and Z.`, path: place });
    }
    const key = place.slice(path.length).at(-1);
    if (typeof key === 'string' && methodWord.test(key)) {
      faults.push({ message: `Key "${key}" contains the name of an HTTP method.`, path: place });
    }
  }
  return faults;
}
