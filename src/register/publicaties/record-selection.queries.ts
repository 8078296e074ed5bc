import { checkDay, checkMoment } from '../../platform/fields/dates.js';
import { Conditions } from '../../platform/database/conditions.js';
import { fingerprint } from '../../platform/http/paging.js';
import { ALL, countSql } from '../zichtbaarheid/counts.queries.js';
import type { Audience } from '../zichtbaarheid/audience.rule.js';
import { addMatch, fragmentSql, type Search } from '../zoeken/search.queries.js';
import { jointToken, token } from './projections.js';
import type { SortKey } from './record-filter.js';
import type { RecordKind } from './record-kind.js';

/** Which records a list is about: a kind, for an audience, with filters. */
export interface Selection {
  kind: RecordKind;
  audience: Audience;
  filter: Record<string, unknown>;
  fixed: Readonly<Record<string, string>>;
  /** What was searched for. */
  search?: Search | undefined;
}

/** The filter values asked for: one of each group must be there. */
export function tokenGroups({ kind, filter, fixed }: Selection): string[][] {
  const groups = Object.keys(kind.filters).flatMap((name) => {
    const sent = fixed[name] ?? filter[name];
    if (sent === undefined || sent === null) return [];
    return [textsOf(sent).map((value) => token(name, kind.lowerCased?.includes(name) ? value.toLowerCase() : value))];
  });
  const together = jointValues(kind, { ...filter, ...fixed });
  return together.length > 0 ? [...groups, together] : groups;
}

export const hasMoments = ({ filter }: Selection): boolean => typeof (filter['gepubliceerdNa'] ?? filter['gepubliceerdVoor']) === 'string';

export function conditionsFor(selection: Selection): Conditions {
  const { kind, audience, filter } = selection;
  const conditions = new Conditions();
  conditions.add(`i.audience = ${conditions.value(audience)} and i.soort = ${conditions.value(kind.soort)}`);
  for (const group of tokenGroups(selection)) conditions.add(`i.tokens && ${conditions.value(group)}::text[]`);
  const { gepubliceerdNa: after, gepubliceerdVoor: before } = filter;
  if (typeof after === 'string') conditions.add(`i.published_at > ${conditions.value(after)}::timestamptz`);
  if (typeof before === 'string') conditions.add(`i.published_at < ${conditions.value(before)}::timestamptz`);
  if (selection.search) addMatch(conditions, selection.search);
  return conditions;
}

/** The rows that the conditions are about; a question adds the words of each record. */
export const fromSql = ({ kind, search }: Selection): string =>
  search ? `search_document d join record_index i on i.record = d.record and d.soort = '${kind.soort}'` : 'record_index i';

/** The body of a record in a list; after a search with the piece of text that matched. */
export function bodySql({ kind, search }: Selection, conditions: Conditions): string {
  if (!search) return 'v.body';
  const fields = ['titel', ...kind.search.fields].map((field) => `v.body::json ->> '${field}'`).join(', ');
  return `left(v.body, -1) || ',"fragment":' || to_json(${fragmentSql(conditions, `concat_ws(' … ', ${fields})`, search.plan)}) || '}'`;
}

/** The total: kept ready for no filter or one value, counted for everything else. */
export function totalSql(selection: Selection, conditions: Conditions): string {
  const groups = tokenGroups(selection);
  const [first] = groups;
  const ready = !selection.search && !hasMoments(selection) && groups.length <= 1 && (first === undefined || first.length === 1);
  if (!ready) return `(select count(*)::int from ${fromSql(selection)} where ${conditions.where})`;
  return countSql('$1', '$2', `${conditions.value(first?.[0] ?? ALL)}::text`);
}

/** Tokens for filters that must hold for the same link, when two or more of them are given. */
function jointValues({ joint }: RecordKind, filter: Record<string, unknown>): string[] {
  const given = (joint?.of ?? []).map((name) => textsOf(filter[name] ?? []));
  if (given.filter((values) => values.length > 0).length < 2) return [];
  const combinations = given.reduce<string[][]>(
    (all, values) => all.flatMap((each) => (values.length > 0 ? values : ['*']).map((value) => [...each, value])),
    [[]],
  );
  return combinations.map(jointToken);
}

/** Rows after the cursor in a mixed order; the first key stands apart so that an index can start there. */
export function afterCursor(keys: readonly SortKey[], after: readonly string[], conditions: Conditions): string {
  const columns = [
    ...keys.map(({ column, descending, type }) => ({ column: `i.${column}`, descending, type: type })),
    { column: 'i.record', descending: false, type: 'uuid' },
  ];
  const values = columns.map(({ type }, index) => `${conditions.value(after[index])}::${type}`);
  const steps = columns.map(({ column, descending }, index) => {
    const equal = columns.slice(0, index).map((each, before) => `${each.column} = ${values[before] ?? ''}`);
    return [...equal, `${column} ${descending ? '<' : '>'} ${values[index] ?? ''}`].join(' and ');
  });
  const [first] = columns;
  return `${first?.column ?? ''} ${first?.descending ? '<=' : '>='} ${values[0] ?? ''} and (${steps.map((step) => `(${step})`).join(' or ')})`;
}

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
/** Only what PostgreSQL can read as a value of the column: a cursor may have been made up. */
export const keyTest = ({ type }: SortKey): ((text: string) => boolean) => {
  if (type === 'timestamptz') return (text) => MOMENT.test(text) && checkMoment(text).length === 0;
  if (type === 'date') return (text) => checkDay(text).length === 0;
  return (text) => text.length <= 1000;
};

/** A checked filter value is a text, a flag, or a list of texts. */
const textsOf = (sent: unknown): string[] => (Array.isArray(sent) ? sent : [sent]).map((value: string | boolean) => String(value));

/** Same text, same prepared statement. */
export const nameOf = (text: string): string => `list-${fingerprint({ text })}`;
