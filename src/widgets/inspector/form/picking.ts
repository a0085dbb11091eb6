import type { Id } from '../../../analysis/document/index.js';
import type { Picks } from '../../picks.js';

/**
 * Picking of a step's parameters on the plot. Plain data, for forms are redrawn only when data
 * differ.
 */
export interface IPicking {
  /** Names of the parameters that are energies along what is plotted. */
  readonly offered: readonly string[];
  /** Name of the parameter that the next drag on the plot sets. */
  readonly armed: string | null;
  /** Let the next drag set a parameter, or stop doing so. */
  toggle(name: string): void;
}

export function pickingOf(picks: Picks, step: Id): IPicking {
  const { armed } = picks;
  return {
    offered: picks.namesOf(step),
    armed: armed?.step === step ? armed.name : null,
    toggle: name => picks.toggle({ step, name })
  };
}
