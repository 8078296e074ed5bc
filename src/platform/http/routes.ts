import type { RouteOptions } from 'fastify';
import type { OperationSpec } from './operation.js';

/** The routes of the running app: which methods a path knows (405), and what each operation says of itself. */
export class Routes {
  private readonly paths = new Map<string, { pattern: RegExp; methods: Set<string> }>();
  readonly operations: { method: string; path: string; operation: OperationSpec }[] = [];

  /** Pages, health and metrics say `page: true`; any other route without an operation is refused: deny by default. */
  add(route: RouteOptions): void {
    const { operation, page } = route.config ?? {};
    if (operation === undefined && page !== true) throw new Error(`Route ${String(route.method)} ${route.url} has no @Operation`);
    const known = this.paths.get(route.url) ?? { pattern: patternOf(route.url), methods: new Set<string>() };
    for (const method of [route.method].flat()) {
      known.methods.add(method);
      if (operation !== undefined && method !== 'HEAD') this.operations.push({ method, path: route.url, operation });
    }
    this.paths.set(route.url, known);
  }

  /** Methods that exist for a concrete path, for `Allow`; empty when the path does not exist. */
  methodsFor(path: string): string[] {
    const found = [...this.paths.values()].filter(({ pattern }) => pattern.test(path));
    return [...new Set(found.flatMap(({ methods }) => [...methods]))].sort();
  }
}

const patternOf = (url: string): RegExp =>
  new RegExp(
    `^${url
      .split('/')
      .map((part) => (part.startsWith(':') ? '[^/]+' : part === '*' ? '.*' : part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')))
      .join('/')}$`,
  );

declare module 'fastify' {
  interface FastifyContextConfig {
    page?: boolean;
  }
}
