import type { Id } from '../../../analysis/document/index.js';
import type { Picks } from '../../picks.js';

/** What of a step's parameters is picked on the plot: data, for forms are drawn anew where data differ alone. */
export interface IPicking {
  /** Names of those that are energies along what is plotted. */
  readonly offered: readonly string[];
  /** Name of the one that the next drag on the plot makes. */
  readonly armed: string | null;
  /** Make one with the next drag, or no longer. */
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
