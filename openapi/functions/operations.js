const methods = ['get', 'put', 'post', 'patch', 'delete'];

/** Every operation with its path item and its place in the document. */
export function operationsOf(document) {
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    methods
      .filter((method) => item?.[method] !== undefined)
      .map((method) => ({ item, operation: item[method], place: ['paths', path, method] })),
  );
}
