/**
 * Phases of work, named for the browser's profiler (User Timing): `xes:open` is a whole read, of
 * which `probe`, `read` and `parse` are in the reader; `xes:compute` is the time from a request
 * until all results are available, of which `step` (a map, a cut, a step) is in the compute worker.
 * Workers import this too: it must not import modules shared by JupyterLab.
 */
export type Phase = 'open' | 'probe' | 'read' | 'parse' | 'compute' | 'step' | 'draw';

/** A phase and its last duration, ms. */
export interface IPhaseTime {
  name: string;
  milliseconds: number;
}

/**
 * Begin a phase. Only the last measure of each is kept and no mark, so that nothing accumulates in
 * a page that is open for days; a profiler and observers see them all.
 * @returns a function that ends it; calling it again has no effect. Neither ever throws.
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

/** Measure a phase of work, synchronous or not. @returns and throws the same as the work. */
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
    // failures are handled by the caller
    result.then(end, end);
  } else {
    end();
  }
  return result;
}

/** The last duration of each phase on this side (page or worker). */
export function phaseTimes(): IPhaseTime[] {
  const entries = quietly(() => performance.getEntriesByType('measure')) ?? [];
  return entries
    .filter(({ name }) => name.startsWith('xes:'))
    .map(({ name, duration }) => ({ name: name.slice(4), milliseconds: duration }));
}

/** Some browsers and test environments support only part of User Timing. */
function quietly<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
