import type { Id } from '../../../analysis/document/index.js';
import type { Picks } from '../../picks.js';

/** What of a step's parameters is picked on the plot. */
export interface IPicking {
  /** Whether it can be: it is an energy along what is plotted. */
  isOffered(name: string): boolean;
  /** Whether the next drag on the plot makes it. */
  isArmed(name: string): boolean;
  /** Make it with the next drag, or no longer. */
  toggle(name: string): void;
}

export function pickingOf(picks: Picks, step: Id): IPicking {
  return {
    isOffered: name => picks.has({ step, name }),
    isArmed: name => picks.isArmed({ step, name }),
    toggle: name => picks.toggle({ step, name })
  };
}
