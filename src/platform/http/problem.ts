import type { Mistake } from '../fields/mistake.js';

export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance?: string;
  code: string;
  errors?: Mistake[];
  [member: string]: unknown;
}

/** Dutch titles per status; the code says which case it is. */
export const titles: Readonly<Record<number, string>> = {
  400: 'De invoer klopt niet',
  401: 'Niet aangemeld',
  403: 'Niet toegestaan',
  404: 'Niet gevonden',
  405: 'Methode niet toegestaan',
  406: 'Vorm niet beschikbaar',
  408: 'Te lang gewacht',
  409: 'Botst met wat er al is',
  410: 'Ingetrokken',
  412: 'Intussen gewijzigd',
  413: 'Te groot',
  414: 'Adres te lang',
  415: 'Inhoudstype niet ondersteund',
  428: 'Voorwaarde ontbreekt',
  429: 'Te veel verzoeken',
  431: 'Headers te groot',
  500: 'Fout in het register',
  503: 'Even niet beschikbaar',
};

/** An answer that is not a success. Services throw it; the problem filter writes it as RFC 9457. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly extra: { errors?: Mistake[]; members?: Record<string, unknown>; headers?: Record<string, string> } = {},
  ) {
    super(`${String(status)} ${code}`);
  }

  body(instance?: string): ProblemBody {
    return {
      type: `urn:usecaseregister:fout:${this.code}`,
      title: titles[this.status] ?? 'Fout',
      status: this.status,
      detail: this.detail,
      ...(instance === undefined ? {} : { instance }),
      code: this.code,
      ...(this.extra.errors ? { errors: this.extra.errors } : {}),
      ...this.extra.members,
    };
  }
}

export const invalid = (errors: Mistake[]): Problem =>
  new Problem(
    400,
    'ongeldige-invoer',
    errors.length === 1 ? 'Er is 1 fout gevonden. Zie errors.' : `Er zijn ${String(errors.length)} fouten gevonden. Zie errors.`,
    { errors },
  );

/** @param what with its pronoun, such as Deze les or Dit kader */
export const notFound = (what: string): Problem =>
  new Problem(404, 'niet-gevonden', `${what} bestaat niet, of u mag ${what.startsWith('Dit ') ? 'het' : 'deze'} niet zien.`);

export const unauthorized = (code: string, detail: string): Problem =>
  new Problem(401, code, detail, {
    headers: { 'www-authenticate': 'Bearer realm="usecaseregister", ApiKey realm="usecaseregister"' },
  });

export const forbidden = (code: string, detail: string): Problem => new Problem(403, code, detail);

export const conflict = (code: string, detail: string, headers?: Record<string, string>): Problem =>
  new Problem(409, code, detail, headers ? { headers } : {});

/** For what comes in while the service is ending: another instance takes it. */
export const stopping = (): Problem =>
  new Problem(503, 'stopt', 'Deze dienst stopt. Probeer het zo opnieuw.', { headers: { 'retry-after': '2', connection: 'close' } });

export const unavailable = (): Problem =>
  new Problem(503, 'niet-beschikbaar', 'De database van het register is even niet bereikbaar. Probeer het zo opnieuw.', {
    headers: { 'retry-after': '2' },
  });
