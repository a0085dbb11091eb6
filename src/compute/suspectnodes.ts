import type { Failure } from '../analysis/steps/part.js';

/** A node that terminated its worker this many times is not run again. */
const maxEnds = 2;
/** Most nodes remembered; the oldest are forgotten first. */
const maxNodes = 1000;

export type End = 'crash' | 'hang';

/**
 * Tracks the nodes that terminated their worker. A node is announced before it runs, so when a
 * worker ends, the node announced last is the suspect; after the second time it is refused. If
 * parameters or inputs of a node change, it has another key.
 */
export class SuspectNodes {
  /** The running node; null: none. */
  running: string | null = null;

  /** The nodes that must not be run, and why. */
  get refused(): [string, Failure][] {
    return [...this._ends]
      .filter(([, ends]) => ends.length >= maxEnds)
      .map(([key, ends]) => [key, { code: 'compute/crashed', message: sentence(ends) }]);
  }

  /** The worker ended. @returns whether a node was running. */
  ended(how: End): boolean {
    const { running } = this;
    this.running = null;
    if (running === null) {
      return false;
    }
    const ends = this._ends.get(running) ?? [];
    this._ends.delete(running);
    this._ends.set(running, [...ends, how]);
    for (const oldest of this._ends.keys()) {
      if (this._ends.size <= maxNodes) {
        break;
      }
      this._ends.delete(oldest);
    }
    return true;
  }

  private _ends = new Map<string, End[]>();
}

function sentence(ends: readonly End[]): string {
  return ends.includes('hang')
    ? 'This took longer than a minute, twice, and was given up. Change its parameters or its inputs to try again.'
    : 'This ended the compute worker twice, so it is not tried again. Change its parameters or its inputs; the crash report says more.';
}
