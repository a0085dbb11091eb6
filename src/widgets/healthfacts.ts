import {
  bytesText,
  Rate,
  spanText,
  type IComputeFigures,
  type IHealthFigures,
  type IReaderFigures
} from '../health/figures.js';
import type { ILiveFigures } from '../health/framemeter.js';

/** A name and its value. */
export type Fact = readonly [name: string, value: string];

const states = {
  none: 'idle (no worker)',
  idle: 'ready',
  reading: 'reading',
  computing: 'computing'
};

/** Formats figures as text. */
export class HealthFacts {
  memory({ held, threshold, peak, samples }: IHealthFigures): Fact[] {
    const { heap, server } = samples[samples.length - 1] ?? { heap: null, server: null };
    return [
      ['Held', `${bytesText(held)} of ${bytesText(threshold)}`],
      ['Peak', bytesText(Math.max(peak, held))],
      ['Page’s heap', known(heap, bytesText)],
      ['Server’s process', known(server, bytesText)]
    ];
  }

  live({ plots, phases }: IHealthFigures, live: ILiveFigures): Fact[] {
    const { p50, p95, longTasks } = live;
    const isKnown = p50 !== null && p95 !== null;
    const frames = isKnown ? `${milliseconds(p50)} median, ${milliseconds(p95)} at 95 %` : null;
    const tasks = longTasks && `${longTasks.count}, longest ${Math.round(longTasks.longest)} ms`;
    return [
      ['Frames', frames ?? 'measured in a moment'],
      ['Long tasks', known(tasks, text => text)],
      ['Live plots', String(plots)],
      [
        'Last phases',
        phases.map(phase => `${phase.name} ${milliseconds(phase.milliseconds)}`).join(', ')
      ]
    ];
  }

  reader(figures: IReaderFigures | null, now = performance.now()): Fact[] {
    if (!figures) {
      return [['State', 'no scan has been opened yet']];
    }
    const { state, starts, crashes, scans, requests, bytes, hitRate, heap } = figures;
    const perSecond = this._requests.next(requests, now);
    const flow = this._bytes.next(bytes, now);
    return [
      ['State', states[state]],
      ['Workers', `${starts} started, ${crashes} died and were replaced`],
      ['Scans read', String(scans)],
      ['Requests', `${requests}, now ${perSecond.toFixed(1)} per second`],
      ['Transferred', `${bytesText(bytes)}, now ${bytesText(flow)} per second`],
      ['Cache hits', known(hitRate, rate => `${Math.round(100 * rate)} %`)],
      ['WebAssembly', bytesText(heap)]
    ];
  }

  compute(figures: IComputeFigures | null): Fact[] {
    if (!figures) {
      return [['State', 'no scan has been opened yet']];
    }
    const { state, starts, crashes, reports, late, scans, results } = figures;
    return [
      ['State', states[state]],
      ['Workers', `${starts} started, ${crashes} died and were replaced`],
      ['Answers', `${reports}, of which ${late} came too late to be shown`],
      ['Scans held', bytesText(scans)],
      ['Results held', bytesText(results)]
    ];
  }

  session({ session, uptime }: IHealthFigures): Fact[] {
    return [
      ['Session', session],
      ['Uptime', spanText(uptime)]
    ];
  }

  private _requests = new Rate();
  private _bytes = new Rate();
}

function known<T>(value: T | null, text: (value: T) => string): string {
  return value === null ? 'unknown' : text(value);
}

function milliseconds(value: number): string {
  return `${value.toFixed(1)} ms`;
}
