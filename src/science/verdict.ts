import { compactValue } from '../base/measured.js';
import { studentChance } from './special/beta.js';
import { erfc } from './special/erf.js';
import type { Trend } from './trend.js';

/** A quantity of each scan of a series, as named in sentences. */
export interface SeriesQuantity {
  /** As in `no trend is seen in the area`. */
  name: string;
  /** Phrases for an increase and a decrease, such as `The area rises`. */
  rises: string;
  falls: string;
  /** Unit of the change; `%`: relative to the mean, unless that is zero within 3 σ. */
  unit: string;
  /** Unit of the quantity itself if `unit` is `%`; default: none. */
  ownUnit?: string;
  /** Null if it can't be tested: fewer than two of its values have a σ. */
  trend: Trend | null;
}

/**
 * The probability of reporting a trend if there is none, for all quantities of a series together.
 */
const level = 0.05;

/** Below this probability, that of 3 σ, a change is likely. */
const likely = 0.0027;

/**
 * The probability of a slope at least this large by chance: the larger of two. One uses the σ of
 * the values; the other estimates σ from their scatter about the line, by Student's t.
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

/** The probability from the σ of the values alone. */
function countedChance(z: number): number {
  return erfc(Math.abs(z) / Math.SQRT2);
}

/**
 * Sentences on whether and how a series changes: for each quantity with a trend its change from the
 * first scan to the last, with its σ and its probability p; then the quantities without a trend. As
 * several quantities are tested, the level of each is reduced so that it is 5 % for all together.
 */
export function verdictOf(all: readonly SeriesQuantity[]): string[] {
  const tested = all.filter(({ trend }) => trend !== null);
  const limit = level / Math.max(1, tested.length);
  const isSeen = ({ trend }: SeriesQuantity) => trend !== null && chanceOf(trend) < limit;
  // values that scatter by no more than their σ, but too few of them to be sure of that
  const isHinted = (quantity: SeriesQuantity) =>
    !isSeen(quantity) &&
    quantity.trend !== null &&
    quantity.trend.redchiAbout <= 1 &&
    countedChance(quantity.trend.z) < limit;
  const others = tested
    .filter(quantity => !isSeen(quantity) && !isHinted(quantity))
    .map(({ name }) => name);
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

/** A sentence on whether scans agree. */
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

function changeOf(quantity: SeriesQuantity): string {
  const trend = quantity.trend as Trend;
  const chance = chanceOf(trend);
  const excess = excessOf(trend.redchiAbout);
  const scatter =
    excess > 2 ? `, although values scatter about it with χ²/dof = ${excess.toPrecision(2)}` : '';
  const how = chance < likely ? 'likely' : 'possible';
  return `${sizeOf(quantity)} over the series (${textOf(chance)}${scatter}): damage or drift is ${how}.`;
}

/**
 * A change that is significant by counting alone, from too few values to rule out other scatter.
 */
function hintOf(quantity: SeriesQuantity): string {
  const trend = quantity.trend as Trend;
  const counted = textOf(countedChance(trend.z));
  const count = trend.dof + 2;
  return `${sizeOf(quantity)} over the series as counted (${counted}), but ${count} scans are too few to tell that from other scatter (${textOf(chanceOf(trend))}): measure more.`;
}

/** `The area falls by 3.2(4) %`. */
function sizeOf({ rises, falls, unit, ownUnit = '', trend }: SeriesQuantity): string {
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

/** Ratio of the variance of values about their line to their σ², at least 1. */
function excessOf(redchiAbout: number): number {
  return redchiAbout > 1 ? redchiAbout : 1;
}

function textOf(chance: number): string {
  return chance < 1e-4 ? 'p < 0.0001' : `p = ${Number(chance.toPrecision(chance < 1e-3 ? 1 : 2))}`;
}
