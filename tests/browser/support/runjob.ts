import type { StepEntry } from '../../../src/analysis/document/types.js';
import { digests, resultArrays } from '../../../src/analysis/digests.js';
import { run, type StepResult } from '../../../src/analysis/run.js';
import type { Value } from '../../../src/analysis/steps/index.js';
import type { Scan } from '../../../src/formats/scan.js';
import { pointValues } from '../../../src/science/pointaxis.js';
import { measured } from '../../unit/science/synthetic.js';
import { scanOf } from '../../unit/analysis/scans.js';

/** Points of scans, (Ω, ω, N, I1) each, with the Bragg angle of each point, and the steps. */
export interface IJob {
  scans: { points: [number, number, number, number][]; bragg: number[] }[];
  /** Whether they are emission scans; otherwise they are maps. */
  isOfEmission?: boolean;
  /** A second arm, with the counts of the first. */
  isTwoArmed?: boolean;
  steps: StepEntry[];
}

/** Outcome of a step; a non-finite number is represented by its name. */
export interface IOutcome {
  id: string;
  step: string;
  error: string | null;
  arrays: (number | string)[][];
  numbers: Record<string, { value: number | string; sigma: number | string | null }>;
  digests: string[];
}

/** Runs in Node and in a page alike: text in and out, so that nothing else is transferred. */
async function runJob(text: string): Promise<string> {
  const { scans, steps, isTwoArmed, isOfEmission } = JSON.parse(text) as IJob;
  const named = scans.map(({ points, bragg }, i) => {
    const scan: Scan = { ...scanOf(measured(points)), ...(isOfEmission ? { kind: 'XES' } : {}) };
    scan.channels[0].bragg = Float64Array.from(bragg);
    if (isTwoArmed) {
      scan.channels.push({ ...scan.channels[0], name: 'lower' });
    }
    return { name: `scan ${i + 1}`, scan };
  });
  const results = await run({ scans: [], steps }, named);
  const made = digests(results);
  return JSON.stringify(
    results.map(result => outcome(result, made)),
    (_, value: unknown) =>
      typeof value === 'number' && !Number.isFinite(value) ? String(value) : value
  );
}

function outcome(result: StepResult, made: ReturnType<typeof digests>): IOutcome {
  return {
    id: result.id,
    step: result.step,
    error: result.error?.message ?? null,
    arrays: result.values.flatMap(arrays).map(array => [...array]),
    numbers: result.numbers,
    digests: made.filter(({ step }) => step === result.id).map(({ sha256 }) => sha256)
  };
}

function arrays(value: Value): Float64Array[] {
  return value.kind === 'scan'
    ? value.scan.channels.flatMap(({ emission, intensity, sigma }) =>
        [pointValues(emission), intensity, sigma].filter(array => array !== null)
      )
    : Object.values(resultArrays(value));
}

Object.assign(globalThis, { runJob });
