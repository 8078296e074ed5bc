import type { PlannedSearch } from './search.queries.js';

const KEPT = 500;

/**
 * Questions worked out before, each with the snapshot of the database in which that was done. The same snapshot means that nothing was
 * committed since, on any instance, so the plan is still what it would be now.
 */
export class PlannedBefore {
  private readonly plans = new Map<string, { snapshot: string; planned: PlannedSearch }>();

  get(question: string, snapshot: string): PlannedSearch | undefined {
    const kept = this.plans.get(question);
    return kept?.snapshot === snapshot ? kept.planned : undefined;
  }

  keep(question: string, snapshot: string, planned: PlannedSearch): void {
    this.plans.delete(question);
    this.plans.set(question, { snapshot, planned });
    const [oldest] = this.plans.keys();
    if (this.plans.size > KEPT && oldest !== undefined) this.plans.delete(oldest);
  }
}
