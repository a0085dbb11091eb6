import { isSameEnergy, wholeSteps } from '../../science/equalenergies.js';
import type { PlannedRule } from './types.js';

/** The planned shape according to a scan command; null if it has none. */
export function plannedShape(command: string, rule: PlannedRule): number[] | null {
  return rule.command === 'gda' ? gdaShape(command, rule) : specShape(command);
}

/**
 * SPEC and BLISS: `ascan motor start stop intervals time`, `mesh fast … slow …`; the second motor
 * of a mesh is the outer axis.
 */
function specShape(command: string): number[] | null {
  const [name = '', ...words] = command.trim().split(/[\s,()]+/);
  const isMesh = /^[a-z]*mesh$/.test(name);
  const several = /^[ad](\d)scan(ct)?$/.exec(name)?.[1];
  const motors = several ? Number(several) : /^[ad]?scan(ct)?$/.test(name) ? 1 : 0;
  const intervals = isMesh ? [words[7], words[3]] : motors > 0 ? [words[3 * motors]] : [];
  const shape = intervals.map(word => Number(word) + 1);
  const isSound = shape.every(length => Number.isInteger(length) && length > 0 && length < 1e6);
  return shape.length > 0 && isSound ? shape : null;
}

/**
 * GDA: `AXIS a b s` moves one axis in steps, `[Range1 : a, b, s, …]` another; the first of the two
 * in the command is the outer axis.
 */
function gdaShape(command: string, { stepped, grouped }: PlannedRule): number[] | null {
  const number = String.raw`(-?[\d.]+)`;
  const axis = (stepped ?? '').replace(/[^\w]/g, '\\$&');
  const even =
    stepped === null
      ? null
      : new RegExp(`${axis}\\s+${number}\\s+${number}\\s+${number}(?!\\S)`).exec(command);
  const ranges = new RegExp(`Range\\d+\\s*:\\s*${number},\\s*${number},\\s*${number}`, 'g');
  const all = [...command.matchAll(ranges)];
  // ranges of a group are its arms, moved together (or one held constant); any other axis runs
  // through all of its ranges
  const inner = grouped !== null && command.includes(grouped) ? longest(all) : all;
  const shape: { at: number; length: number }[] = [];
  if (even) {
    shape.push({ at: even.index, length: stepsOf(even) });
  }
  if (inner.length > 0) {
    // an energy shared by two ranges may have been measured once: avoid a false warning of an early
    // stop
    const shared = inner.filter(
      (range, i) => i > 0 && isSameEnergy(Number(range[1]), Number(inner[i - 1][2]))
    ).length;
    const length = inner.reduce((sum, range) => sum + stepsOf(range), -shared);
    shape.push({ at: inner[0].index, length });
  }
  const isSound = shape.every(({ length }) => length > 0 && length < 1e6);
  return shape.length > 0 && isSound
    ? shape.sort((a, b) => a.at - b.at).map(({ length }) => length)
    : null;
}

/**
 * The range with most points, as a list: an arm held constant has a range of one point, or without
 * a step.
 */
function longest(ranges: RegExpExecArray[]): RegExpExecArray[] {
  const length = (range: RegExpExecArray) => {
    const steps = stepsOf(range);
    return Number.isFinite(steps) ? steps : 0;
  };
  return ranges.reduce<RegExpExecArray[]>(
    (best, range) => (best.length > 0 && length(best[0]) >= length(range) ? best : [range]),
    []
  );
}

/** Number of points from `start, stop, step`; NaN if they are not numbers. */
function stepsOf(match: RegExpExecArray): number {
  const [start, stop, step] = match.slice(1, 4).map(Number);
  return wholeSteps(Math.abs(stop - start), Math.abs(step)) + 1;
}
