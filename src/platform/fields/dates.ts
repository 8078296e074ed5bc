import { mistake, type ValueMistake } from './mistake.js';

/** A year, month or day: people often know no more than the month. */
export const PERIOD = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/;
export const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const MOMENT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i;

const FIRST_YEAR = 1990;
const LAST_YEAR = 2100;

const amsterdam = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Amsterdam',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The calendar day in Europe/Amsterdam, as `2026-11-24`. */
export const today = (now = new Date()): string => amsterdam.format(now);

export const exists = (day: string): boolean => {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
};

const inRange = (value: string): boolean => Number(value.slice(0, 4)) >= FIRST_YEAR && Number(value.slice(0, 4)) <= LAST_YEAR;

const rangeText = `Het jaar moet tussen ${String(FIRST_YEAR)} en ${String(LAST_YEAR)} liggen.`;

/** First day of a year, month or day. */
export const firstDay = (period: string): string => `${period}-01-01`.slice(0, 10);

export function checkPeriod(value: unknown, rules: { notInFuture?: boolean } = {}): ValueMistake[] {
  if (typeof value !== 'string' || !PERIOD.test(value)) {
    return [mistake('verkeerde-vorm', 'Geef een jaar (2025), een maand (2025-03) of een dag (2025-03-14).')];
  }
  if (value.length === 10 && !exists(value)) return [mistake('dag-bestaat-niet', `De dag ${value} bestaat niet.`)];
  if (!inRange(value)) return [mistake('buiten-bereik', rangeText)];
  if (rules.notInFuture && firstDay(value) > today()) return [mistake('in-de-toekomst', 'Deze periode mag niet in de toekomst liggen.')];
  return [];
}

export function checkDay(value: unknown, rules: { notInFuture?: boolean } = {}): ValueMistake[] {
  if (typeof value !== 'string' || !DAY.test(value)) return [mistake('verkeerde-vorm', 'Geef een dag als 2025-03-14.')];
  if (!exists(value)) return [mistake('dag-bestaat-niet', `De dag ${value} bestaat niet.`)];
  if (!inRange(value)) return [mistake('buiten-bereik', rangeText)];
  if (rules.notInFuture && value > today()) return [mistake('in-de-toekomst', 'Deze dag mag niet in de toekomst liggen.')];
  return [];
}

export function checkMoment(value: unknown, rules: { notInFuture?: boolean } = {}): ValueMistake[] {
  const parts = typeof value === 'string' ? MOMENT.exec(value) : null;
  if (!parts || Number.isNaN(Date.parse(parts[0])) || !exists(parts[1] ?? '')) {
    return [mistake('verkeerde-vorm', 'Geef een moment als 2025-03-14T09:30:00Z (of met +01:00).')];
  }
  if (!inRange(parts[0])) return [mistake('buiten-bereik', rangeText)];
  if (rules.notInFuture && Date.parse(parts[0]) > Date.now())
    return [mistake('in-de-toekomst', 'Dit moment mag niet in de toekomst liggen.')];
  return [];
}
