import type { Caller } from '../../platform/auth/caller.js';

/**
 * The one rule of who sees what is published: anyone sees what is `openbaar`, every public body with a key also `overheid`.
 * Each published record has one view and one index row per audience that may see it, so no query can forget the rule.
 */
export const audiences = ['openbaar', 'overheid'] as const;
export type Audience = (typeof audiences)[number];

export const openbaarheden = ['openbaar', 'overheid'] as const;

export const audienceOf = (caller: Caller | undefined): Audience => (caller ? 'overheid' : 'openbaar');

export const visibleTo = (openbaarheid: string): readonly Audience[] => (openbaarheid === 'openbaar' ? audiences : ['overheid']);
