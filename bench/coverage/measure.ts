import type { StepEntry } from '../../src/analysis/document/types.js';
import { run, type NamedScan, type StepResult } from '../../src/analysis/run.js';
import { dice, normal } from '../../tests/unit/science/montecarlo.js';
import type { Case, Circumstances } from './case.js';
import {
  curveOf,
  observe,
  observeArea,
  placesIn,
  type Observations,
  type Places
} from './observe.js';
import { poissonCount } from './poisson.js';
import { reportedBy, type Reported } from './reported.js';
import { scanOf, type Counting } from './scene.js';
import { scenes } from './scenes.js';
import type { Sample } from './tally.js';
import { judge, standardOf, type Judgement } from './verdict.js';

/** One quantity of a case at a level of counts. */
export interface Row extends Judgement {
  readonly name: string;
  readonly level: number;
  readonly quantity: string;
  /** Fraction of the trials with each warning. */
  readonly codes: Readonly<Record<string, number>>;
  /** Fraction of the trials without such a result. */
  readonly missing: number;
}

interface Options {
  trials: number;
  /** A fault must exceed the tolerance by this number of statistical errors. */
  errors?: number;
}

/**
 * Counts at the highest point for computing the truth: noise is negligible, and decisions based on
 * σ are clear.
 */
const noiseFreeLevel = 1e10;

/**
 * Repeat a case and judge each of its quantities.
 * @throws Error if it has no result even without noise
 */
export async function measure(
  item: Case,
  level: number,
  { trials, errors = 3 }: Options
): Promise<Row[]> {
  const plan = await planOf(item, level);
  const random = dice(seedOf(`${item.name} ${level}`));
  const at: Circumstances = { level, draw: () => normal(random) };
  const counting: Counting = { level, exposure: 1, count: mean => poissonCount(mean, random) };
  const found = new Map<string, Found>();
  for (let trial = 0; trial < trials; trial++) {
    const results = await perform(item, at, counting, plan.more);
    for (const seen of examinedIn(results, plan)) {
      add(found, seen, plan.truth);
    }
  }
  const standard = standardOf(level, errors);
  return [...plan.truth].map(([quantity, size]) => {
    const { samples, codes } = found.get(quantity) ?? nothing();
    return {
      name: item.name,
      level,
      quantity,
      ...judge(samples, {
        size: Math.abs(size),
        trials,
        standard,
        isTabulated: item.isTabulated
      }),
      codes: Object.fromEntries([...codes].map(([code, count]) => [code, count / trials])),
      missing: 1 - samples.length / trials
    };
  });
}

interface Plan {
  readonly places: Places;
  /** Steps that integrate the results of the last step of the case. */
  readonly more: readonly StepEntry[];
  readonly last: string;
  readonly truth: ReadonlyMap<string, number>;
}

/** The examined quantities, and their truth: the results of noise-free scans. */
async function planOf(item: Case, level: number): Promise<Plan> {
  const at: Circumstances = { level, draw: () => 0 };
  const exact: Counting = { level, exposure: noiseFreeLevel / level, count: mean => mean };
  const entries = item.entries(at);
  const last = entries[entries.length - 1].id;
  const { values } = resultOf(await perform(item, at, exact, []), last);
  const places = placesIn(values[0], level);
  const plan = { places, more: sumsOf(values, last), last };
  const results = await perform(item, at, exact, plan.more);
  const seen = examinedIn(results, { ...plan, truth: new Map() });
  const truth = seen.flatMap(({ observations }) =>
    [...observations].map(([name, { value }]) => [name, item.truth[name] ?? value] as const)
  );
  return { ...plan, truth: new Map(truth) };
}

/** Steps for the area of part of a curve, and of a map's total yield. */
function sumsOf(values: StepResult['values'], last: string): StepEntry[] {
  if (values.length !== 1) {
    return [];
  }
  const [value] = values;
  const ofMap = value.kind === 'map' && value.view !== 'transfer';
  const energy = ofMap ? value.map.incident : curveOf(value)?.energy;
  if (!energy || energy.length < 5) {
    return [];
  }
  const [from, to] = [energy[0], energy[energy.length - 1]];
  const range = [0.32, 0.61].map(part => Number((from + part * (to - from)).toFixed(1)));
  const yielded: StepEntry = { id: 'its.yield', step: 'totalYield', from: [last], parameters: {} };
  const area = { id: 'its.area', step: 'area', parameters: { range } };
  return ofMap ? [yielded, { ...area, from: [yielded.id] }] : [{ ...area, from: [last] }];
}

function perform(
  item: Case,
  at: Circumstances,
  counting: Counting,
  more: readonly StepEntry[]
): Promise<StepResult[]> {
  const scans = item.scans.map((id): NamedScan => ({
    name: id,
    id,
    scan: scanOf(scenes[id], counting)
  }));
  return run({ scans: [], steps: [...item.entries(at), ...more] }, scans);
}

function resultOf(results: readonly StepResult[], id: string): StepResult {
  const found = results.find(result => result.id === id);
  if (!found || found.error) {
    throw new Error(`Without noise there is no result: ${found?.error?.message ?? id}`);
  }
  return found;
}

interface Examined {
  readonly observations: Observations;
  readonly reported: Reported;
  readonly codes: ReadonlySet<string>;
}

/**
 * The results of a trial: of the last step, and of the integrating steps, each with their own
 * warnings.
 */
function examinedIn(results: readonly StepResult[], { last, places }: Plan): Examined[] {
  return results.flatMap(result => {
    const isLast = result.id === last;
    if (result.error || !(isLast || result.id === 'its.area')) {
      return [];
    }
    const observations = isLast ? observe(result, places) : observeArea(result.numbers);
    const codes = new Set(result.warnings.map(({ code }) => code));
    return [{ observations, reported: reportedBy(result.warnings), codes }];
  });
}

interface Found {
  samples: Sample[];
  codes: Map<string, number>;
}

const nothing = (): Found => ({ samples: [], codes: new Map() });

function add(
  found: Map<string, Found>,
  { observations, reported, codes }: Examined,
  truth: Plan['truth']
): void {
  for (const [name, { value, sigma }] of observations) {
    const deviation = value - (truth.get(name) ?? NaN);
    if (!Number.isFinite(deviation)) {
      continue;
    }
    const entry = found.get(name) ?? nothing();
    found.set(name, entry);
    entry.samples.push({
      deviation,
      sigma: sigma !== null && Number.isFinite(sigma) ? sigma : null,
      ...reported
    });
    codes.forEach(code => entry.codes.set(code, (entry.codes.get(code) ?? 0) + 1));
  }
}

/** FNV-1a: each case has its own random numbers, whichever other cases are measured. */
function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return hash >>> 0;
}
