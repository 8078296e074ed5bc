import { readFileSync } from 'node:fs';

interface Example {
  code: string;
  organisatie: string;
}

const examples = JSON.parse(readFileSync(new URL('./voorbeelden.json', import.meta.url), 'utf8')) as Example[];
const owners = new Map(examples.map(({ code, organisatie }) => [code, organisatie]));

/** Whether a key belongs to the examples shipped with the product: the code of a use case, or code and number of its lessons. */
export function isShippedExample(organisatie: string, eigenKenmerk: string | null): boolean {
  return eigenKenmerk !== null && [eigenKenmerk, eigenKenmerk.replace(/-\d+$/, '')].some((code) => owners.get(code) === organisatie);
}
