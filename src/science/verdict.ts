import { compactValue } from '../base/measured.js';
import { studentChance } from './special/beta.js';
import { erfc } from './special/erf.js';
import type { Trend } from './trend.js';

/** A number of each scan of a series, as sentences speak of it. */
export interface Followed {
  /** As in `no trend is seen in the area`. */
  name: string;
  /** What a change up and a change down are, as `The area rises`. */
  rises: string;
  falls: string;
  /** Of the change; `%`: it is given as a part of the mean, where that is not zero within 3 σ. */
  unit: string;
  /** Of the number itself where `unit` is `%`; none without it. */
  ownUnit?: string;
  /** Null where it can't be tested: fewer than two of its values have a σ. */
  trend: Trend | null;
}

/** The chance that a trend seen where there is none is called one, for all numbers of a series together. */
const level = 0.05;

/** A smaller chance than this, that of 3 σ, makes a change likely. */
const likely = 0.0027;

/**
 * The chance of a slope as far from none as this, by chance: the larger of two. One takes the σ of the values as they
 * are; the other takes it from their scatter about the line, which few values tell badly: that is Student's t.
 */
export function chanceOf({
  z,
  redchiAbout,
  dof
}: Pick<Trend, 'z' | 'redchiAbout' | 'dof'>): number {
  const counted = countedChance(z);
  return dof > 0 && z !== 0
    ? Math.max(counted, studentChance(z / Math.sqrt(redchiAbout), dof))
    : counted;
}

/** The same by the σ of the values alone. */
function countedChance(z: number): number {
  return erfc(Math.abs(z) / Math.SQRT2);
}

/**
 * Whether and how a series changes, in sentences: for each number with a trend what it changes by from the first scan to
 * the last, with its σ and the chance p of it; then in what no trend is seen. Several numbers are tested: each at a
 * level by so much smaller that all together are at 5 %.
 */
export function verdictOf(all: readonly Followed[]): string[] {
  const tested = all.filter(({ trend }) => trend !== null);
  const limit = level / Math.max(1, tested.length);
  const isSeen = ({ trend }: Followed) => trend !== null && chanceOf(trend) < limit;
  // values that scatter by no more than their σ, and too few of them to be sure of that
  const isHinted = (one: Followed) =>
    !isSeen(one) &&
    one.trend !== null &&
    one.trend.redchiAbout <= 1 &&
    countedChance(one.trend.z) < limit;
  const others = tested.filter(one => !isSeen(one) && !isHinted(one)).map(({ name }) => name);
  const untested = all.filter(({ trend }) => trend === null).map(({ name }) => name);
  return [
    ...tested.filter(isSeen).map(changeOf),
    ...tested.filter(isHinted).map(hintOf),
    ...(others.length > 0 ? [`No trend is seen at the 5 % level in ${listed(others)}.`] : []),
    ...(untested.length > 0
      ? [`No trend can be tested in ${listed(untested)}: fewer than two values have a σ.`]
      : [])
  ];
}

/** Whether scans agree, in a sentence. */
export function agreementOf({ redchi, dof }: { redchi: number; dof: number }): string {
  const size = `χ²/dof = ${redchi.toFixed(2)} for ${dof} degrees of freedom`;
  if (!(dof > 0) || !Number.isFinite(redchi)) {
    return 'Whether the scans agree can’t be tested: they share no points whose σ is known.';
  }
  const chance = 3 * Math.sqrt(2 / dof);
  if (redchi < 1 - chance) {
    return `The scans differ by less than counting allows (${size}): are they copies, or is σ too large?`;
  }
  return redchi > 1 + chance
    ? `The scans differ by more than counting explains (${size}).`
    : `The scans agree within counting noise (${size}).`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  return words.join(', ').replace(/, ([^,]*)$/, ' and $1');
}

function changeOf(followed: Followed): string {
  const trend = followed.trend as Trend;
  const chance = chanceOf(trend);
  const excess = excessOf(trend.redchiAbout);
  const scatter =
    excess > 2 ? `, although values scatter about it with χ²/dof = ${excess.toPrecision(2)}` : '';
  const how = chance < likely ? 'likely' : 'possible';
  return `${sizeOf(followed)} over the series (${textOf(chance)}${scatter}): damage or drift is ${how}.`;
}

/** A change that counting alone would call one, in too few values to tell other scatter. */
function hintOf(followed: Followed): string {
  const trend = followed.trend as Trend;
  const counted = textOf(countedChance(trend.z));
  const count = trend.dof + 2;
  return `${sizeOf(followed)} over the series as counted (${counted}), but ${count} scans are too few to tell that from other scatter (${textOf(chanceOf(trend))}): measure more.`;
}

/** `The area falls by 3.2(4) %`. */
function sizeOf({ rises, falls, unit, ownUnit = '', trend }: Followed): string {
  const { slope, span, middle, redchiAbout } = trend as Trend;
  const excess = excessOf(redchiAbout);
  const isPart = unit === '%' && Math.abs(middle.value) > 3 * middle.sigma * Math.sqrt(excess);
  const part = isPart ? 100 / Math.abs(middle.value) : 1;
  const change = Math.abs(slope.value) * span * part;
  const sigma = slope.sigma * span * part * Math.sqrt(excess);
  const shownUnit = unit === '%' && !isPart ? ownUnit : unit;
  const verb = slope.value > 0 ? rises : falls;
  return `${verb} by ${compactValue(change, sigma)}${shownUnit === '' ? '' : ` ${shownUnit}`}`;
}

/** By how much the variance of values about their line is larger than their σ² say; 1 where it is not. */
function excessOf(redchiAbout: number): number {
  return redchiAbout > 1 ? redchiAbout : 1;
}

function textOf(chance: number): string {
  return chance < 1e-4 ? 'p < 0.0001' : `p = ${Number(chance.toPrecision(chance < 1e-3 ? 1 : 2))}`;
}
