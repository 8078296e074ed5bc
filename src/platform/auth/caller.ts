export const rollen = ['lezer', 'registrar', 'beheerder', 'coordinator'] as const;
export type Rol = (typeof rollen)[number];

/** Who calls, proven by a key (or, where configured, a token). Anonymous callers have no Caller. */
export interface Caller {
  /** Key id or token subject, for the log. */
  subject: string;
  organisatie: string;
  rol: Rol;
}

/** What each role may do besides reading. A beheerder also registers; a coordinator may register on behalf of others. */
export const mayRegister = (rol: Rol): boolean => rol !== 'lezer';

/** Verifies what a caller presents. Registered by the feature that owns the keys. */
export abstract class Credentials {
  /** @returns the caller, or undefined when the key is unknown, expired or revoked */
  abstract verify(key: string): Promise<Caller | undefined>;
}
