import type { Step } from '../../analysis/steps/index.js';

/** The steps by their names, in the order in which they are listed. */
export type Catalog = ReadonlyMap<string, Step>;

let loading: Promise<Catalog> | null = null;

/** What steps there are, with their parameters. Code of its own, for the science comes with it. */
export function loadCatalog(): Promise<Catalog> {
  loading ??= import('../../analysis/steps/registry.js').then(
    ({ steps }) => new Map(steps.map(step => [step.name, step])),
    (reason: unknown) => {
      loading = null; // the next one asks again
      throw reason;
    }
  );
  return loading;
}
