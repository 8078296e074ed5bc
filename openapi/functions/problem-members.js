import { operationsOf } from './operations.js';
import { deref, flatten } from './schemas.js';

/** Members that each answer of 4xx and 5xx promises, also where the schema is put together with `allOf`. */
export default function problemMembers(document, { members }) {
  return operationsOf(document).flatMap(({ operation, place }) =>
    Object.entries(operation.responses ?? {})
      .filter(([status]) => /^[45]/.test(status))
      .flatMap(([status, response]) => {
        const schema = deref(document, response).content?.['application/problem+json']?.schema;
        if (schema === undefined) return [];
        const { properties, required } = flatten(document, schema);
        const missing = members.filter((member) => !(member in properties) || !required.includes(member));
        return missing.map((member) => ({
          message: `The problem schema does not promise "${member}".`,
          path: [...place, 'responses', status],
        }));
      }),
  );
}
