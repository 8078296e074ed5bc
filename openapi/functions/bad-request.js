import { operationsOf } from './operations.js';

/** What a caller can send wrong is answered with 400: wherever there is a parameter (also of the path item) or a body. */
export default function badRequest(document) {
  return operationsOf(document)
    .filter(({ item, operation }) => {
      const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])];
      return parameters.length > 0 || operation.requestBody !== undefined;
    })
    .filter(({ operation }) => operation.responses?.['400'] === undefined)
    .map(({ place }) => ({ message: 'An operation that takes input documents a 400.', path: [...place, 'responses'] }));
}
