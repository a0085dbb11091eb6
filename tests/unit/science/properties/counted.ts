import type { Case } from '../../../../bench/coverage/case';
import { poissonCount } from '../../../../bench/coverage/poisson';
import { scanOf } from '../../../../bench/coverage/scene';
import { scenes, type SceneName } from '../../../../bench/coverage/scenes';
import type { StepEntry } from '../../../../src/analysis/document/types';
import type { Scan } from '../../../../src/formats';
import { dice } from '../montecarlo';

/** Counts at the highest point. */
const level = 400;

/** Scenes as counted once. */
export function countedScans(names: readonly SceneName[], seed = 5): Record<string, Scan> {
  const random = dice(seed);
  const counting = { level, exposure: 1, count: (mean: number) => poissonCount(mean, random) };
  return Object.fromEntries(names.map(name => [name, scanOf(scenes[name], counting)]));
}

/** Scans with the same change applied to each. */
export function changed(
  scans: Readonly<Record<string, Scan>>,
  change: (scan: Scan) => Scan
): Record<string, Scan> {
  return Object.fromEntries(Object.entries(scans).map(([id, scan]) => [id, change(scan)]));
}

/** The steps of a case, at this level. */
export function stepsOf(one: Case): StepEntry[] {
  return one.entries({ level, draw: () => 0 });
}

/** A step of a recipe. */
export function step(
  id: string,
  name: string,
  from: string,
  parameters: StepEntry['parameters'] = {}
): StepEntry {
  return { id, step: name, from: from.split(' '), parameters };
}
