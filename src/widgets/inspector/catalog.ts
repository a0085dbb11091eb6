import type { Step } from '../../analysis/steps/index.js';

/** The steps by name, in the order in which they are listed. */
export type Catalog = ReadonlyMap<string, Step>;

let loading: Promise<Catalog> | null = null;

/**
 * Load the available steps with their parameters. Loaded separately, for this includes the science.
 */
export function loadCatalog(): Promise<Catalog> {
  loading ??= import('../../analysis/steps/registry.js').then(
    ({ steps }) => new Map(steps.map(step => [step.name, step])),
    (reason: unknown) => {
      loading = null; // the next call tries again
      throw reason;
    }
  );
  return loading;
}
