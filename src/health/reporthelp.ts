import type { IReportHelp } from '../diagnostics/completed.js';
import { crashEvent } from '../diagnostics/crashevent.js';
import { scriptFolder } from '../diagnostics/frames.js';
import { pageHeap } from './memorymonitor.js';
import type { IViewerHealth } from '../diagnostics/healthfacts.js';
import type { ICrashReport } from '../diagnostics/report.js';
import { postEvent, type IServerHealth, type ServerExtension } from '../server/index.js';
import { readSmallText } from '../diagnostics/readsmalltext.js';
import { mapStack, SourceMaps } from '../diagnostics/sourcemaps.js';
import type { LateVitals } from './latevitals.js';

/** Largest source map (bytes): ours are smaller, and those of libraries not worth the time. */
const mostBytes = 4_000_000;
/** Longest wait for a source map (ms), so that a slow one does not cost the others. */
const timeout = 1500;

/** Collects the facts that complete a report. Loaded with the first report. */
export class ReportHelp implements IReportHelp {
  /** @param _vitals null if another extension has disabled them. */
  constructor(
    private _server: ServerExtension,
    private _vitals: LateVitals | null
  ) {}

  server(): Promise<IServerHealth | null> {
    return this._server.health();
  }

  async viewer(): Promise<IViewerHealth | null> {
    const figures = (await this._vitals?.())?.figures?.();
    if (!figures) {
      return null;
    }
    const { uptime, held, threshold, accounts, reader, compute, plots, phases } = figures;
    const peak = Math.max(figures.peak, held); // the peak is only sampled
    const heap = pageHeap();
    return { uptime, held, threshold, peak, heap, accounts, reader, compute, plots, phases };
  }

  map(stacks: readonly string[]): Promise<(string | null)[]> {
    const maps = new SourceMaps(isOurs, url => readSmallText(url, mostBytes, timeout));
    return Promise.all(stacks.map(stack => mapStack(stack, maps)));
  }

  /** Nothing is sent unless the administrator collects events. */
  async announce(report: ICrashReport): Promise<void> {
    const about = await this._server.about();
    if (about?.features.includes('events')) {
      await postEvent(this._server.ask, crashEvent(report, about.version));
    }
  }
}

/** All our chunks, and their maps, are served from the folder of this chunk. */
const ownFolder = scriptFolder(new Error().stack ?? '');

function isOurs(script: string): boolean {
  return ownFolder !== null && script.startsWith(ownFolder);
}
