import type { ComputeClient } from '../compute/client.js';
import { phaseTimes } from '../base/phases.js';
import { type IComputeFigures, type IHealthFigures, type IReaderFigures } from './index.js';
import type { MemoryMonitor } from './memorymonitor.js';
import type { ReaderClient } from '../io/index.js';
import type { Vitals } from './vitals.js';

export interface IPageFiguresOptions {
  /** Id of the page's session. */
  session: string;
  vitals: Vitals;
  monitor: MemoryMonitor;
  /** Bytes. */
  threshold: number;
  /** Plots alive. */
  plots: number;
}

/** All current figures. */
export function pageFigures(options: IPageFiguresOptions): IHealthFigures {
  const { session, vitals, monitor, threshold, plots } = options;
  const { accounts, compute, reader } = vitals;
  return {
    session,
    uptime: performance.now() / 1000,
    held: accounts.total,
    threshold,
    peak: monitor.peak,
    samples: monitor.samples,
    accounts: accounts.list(),
    reader: reader && readerFigures(reader),
    compute: compute && computeFigures(compute),
    plots,
    phases: phaseTimes()
  };
}

function readerFigures({ state, statistics }: ReaderClient): IReaderFigures {
  const { starts, crashes, scans, requests, bytes, hits, misses, held } = statistics;
  const total = hits + misses;
  const hitRate = total > 0 ? hits / total : null;
  return { state, starts, crashes, scans, requests, bytes, hitRate, heap: held.heap };
}

function computeFigures({ state, statistics }: ComputeClient): IComputeFigures {
  const { starts, crashes, reports, late, held } = statistics;
  return { state, starts, crashes, reports, late, scans: held.scans, results: held.results };
}
