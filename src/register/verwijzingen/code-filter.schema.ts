import { CodeListField } from '../../platform/fields/list-fields.js';

/** A filter over codes, repeatable for "or". */
export const CodeFilter = (list: string, description: string, example?: string): PropertyDecorator =>
  CodeListField(list, `${description} Herhaal de parameter voor meer waarden (of).`, {
    optional: true,
    ...(example === undefined ? {} : { example }),
  });
