import type { ComputeClient } from '../compute/client.js';
import { phaseTimes } from '../base/phases.js';
import {
  type IComputeFigures,
  type IHealthFigures,
  type IReaderFigures
} from '../diagnostics/health/index.js';
import type { MemoryMonitor } from '../diagnostics/memory/index.js';
import type { ReaderClient } from '../io/index.js';
import { PlotHost } from '../plots/index.js';
import type { Vitals } from './vitals.js';

/** All figures of this moment. @param session names the page's life. @param threshold in bytes. */
export function healthFigures(
  session: string,
  vitals: Vitals,
  monitor: MemoryMonitor,
  threshold: number
): IHealthFigures {
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
    plots: PlotHost.live,
    phases: phaseTimes()
  };
}

function readerFigures({ state, statistics }: ReaderClient): IReaderFigures {
  const { starts, crashes, scans, requests, bytes, hits, misses, held } = statistics;
  const asked = hits + misses;
  const hitRate = asked > 0 ? hits / asked : null;
  return { state, starts, crashes, scans, requests, bytes, hitRate, heap: held.heap };
}

function computeFigures({ state, statistics }: ComputeClient): IComputeFigures {
  const { starts, crashes, reports, late, held } = statistics;
  return { state, starts, crashes, reports, late, scans: held.scans, results: held.results };
}
