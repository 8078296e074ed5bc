import type { Rol } from './caller.js';

/**
 * Who may use an operation at all: `open` for everyone, `sleutel` for any caller with a key, else the roles named.
 * Which records a caller may see or change is decided where the record is.
 */
export type Access = 'open' | 'sleutel' | readonly Rol[];

export const registrars: Access = ['registrar', 'beheerder', 'coordinator'];
export const coordinators: Access = ['coordinator'];

export const needsKey = (access: Access): boolean => access !== 'open';

export const allowed = (access: Access, rol: Rol): boolean => access === 'open' || access === 'sleutel' || access.includes(rol);
