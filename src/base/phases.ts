/**
 * Parts of the work, named for the browser's profiler (User Timing): `xes:open` is all of a read, of which
 * `probe`, `read` and `parse` are in the reader; `xes:compute` is the time from when something is asked for until
 * all of it is there, of which `step` (a map, a cut, a step) is in the compute worker. Imported by the workers too:
 * it must not import what JupyterLab shares.
 */
export type Phase = 'open' | 'probe' | 'read' | 'parse' | 'compute' | 'step' | 'draw';

/** A phase and how long it took last, ms. */
export interface IPhaseTime {
  name: string;
  milliseconds: number;
}

/**
 * Begin a phase. Of each, only the last measure is kept and no mark, so that nothing piles up in a
 * page that is open for days; a profiler and observers see them all.
 * @returns ends it; called again it does nothing. Neither ever throws.
 */
export function beginPhase(phase: Phase): () => void {
  const name = `xes:${phase}`;
  let start: number | null = quietly(() => performance.mark(name).startTime);
  return () => {
    const from = start;
    start = null;
    if (from !== null) {
      quietly(() => {
        performance.clearMarks(name);
        performance.clearMeasures(name);
        performance.measure(name, { start: from });
      });
    }
  };
}

/** Run a phase of work, synchronous or not. @returns and throws what the work does. */
export function inPhase<T>(phase: Phase, work: () => T): T {
  const end = beginPhase(phase);
  let result: T;
  try {
    result = work();
  } catch (error) {
    end();
    throw error;
  }
  if (result instanceof Promise) {
    // its failure is for whoever gets the promise
    result.then(end, end);
  } else {
    end();
  }
  return result;
}

/** How long each phase on this side (page or worker) took last. */
export function phaseTimes(): IPhaseTime[] {
  const entries = quietly(() => performance.getEntriesByType('measure')) ?? [];
  return entries
    .filter(({ name }) => name.startsWith('xes:'))
    .map(({ name, duration }) => ({ name: name.slice(4), milliseconds: duration }));
}

/** Some browsers and test environments have only a part of User Timing. */
function quietly<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
