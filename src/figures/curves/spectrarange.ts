import type { AxesView, Range } from '../../analysis/document/index.js';
import type { CurveData } from './curve.js';

/** What is visible of some curves: energies, and intensities; these as powers of ten on a logarithmic axis. */
export interface ISpectraRange {
  x: Range;
  y: Range;
}

/**
 * @param axes a zoom that shows nothing of the curves, as one over other energies, is passed over.
 * @param within energies whose points alone decide the intensities, eV; absent: all do.
 */
export function spectraRange(
  curves: readonly CurveData[],
  axes: AxesView,
  within: Range = [-Infinity, Infinity]
): ISpectraRange {
  const whole = padded(extentOf(curves, atEnergy), 0.01);
  const x = axes.x && overlaps(axes.x, whole) ? axes.x : whole;
  return { x, y: axes.logY ? logarithmic(curves, axes.y) : linear(curves, axes.y, within) };
}

function linear(curves: readonly CurveData[], zoom: Range | null, [from, to]: Range): Range {
  const [least, most] = [Math.min(from, to), Math.max(from, to)];
  const isWhole = least === -Infinity && most === Infinity;
  const within: ValuesAt = (curve, i) =>
    curve.energy[i] >= least && curve.energy[i] <= most ? withSigma(curve, i) : [NaN, NaN];
  const whole = padded(
    isWhole ? extentOf(curves, withSigma) : joined(curves.map(curve => rangeOf(curve, within))),
    0.05
  );
  return zoom && overlaps(zoom, whole) ? zoom : whole;
}

/** Only what is positive has a place on a logarithmic axis. */
function logarithmic(curves: readonly CurveData[], zoom: Range | null): Range {
  const whole = padded(extentOf(curves, asPowers), 0.05);
  const chosen: Range | null =
    zoom && zoom[0] > 0 ? [Math.log10(zoom[0]), Math.log10(zoom[1])] : null;
  return chosen && overlaps(chosen, whole) ? chosen : whole;
}

/** What a point of a curve spans. */
type ValuesAt = (curve: CurveData, i: number) => [number, number];

const atEnergy: ValuesAt = ({ energy }, i) => [energy[i], energy[i]];

const withSigma: ValuesAt = ({ intensity, sigma }, i) => {
  const deviation = Number.isFinite(sigma[i]) ? sigma[i] : 0;
  return [intensity[i] - deviation, intensity[i] + deviation];
};

const asPowers: ValuesAt = ({ intensity, sigma }, i) => {
  const [low, high] = [intensity[i] - sigma[i], intensity[i] + sigma[i]];
  // σ that reaches zero would stretch the axis without end
  return [Math.log10(low > intensity[i] / 10 ? low : intensity[i]), Math.log10(high || NaN)];
};

/** Many curves are asked for theirs with each gesture: what is known of one is looked for once. */
const known = new Map(
  [atEnergy, withSigma, asPowers].map(at => [at, new WeakMap<CurveData, Range>()])
);

/** The least and the greatest that is finite of whole curves; [0, 1] where nothing is. */
function extentOf(curves: readonly CurveData[], valuesAt: ValuesAt): Range {
  const ranges = known.get(valuesAt);
  return joined(
    curves.map(curve => {
      const range = ranges?.get(curve) ?? rangeOf(curve, valuesAt);
      ranges?.set(curve, range);
      return range;
    })
  );
}

/** The least and the greatest that is finite; Infinity and its opposite where nothing is. */
function rangeOf(curve: CurveData, valuesAt: ValuesAt): Range {
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < curve.energy.length; i++) {
    for (const value of valuesAt(curve, i)) {
      if (Number.isFinite(value)) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
  }
  return [low, high];
}

function joined(ranges: readonly Range[]): Range {
  const low = Math.min(...ranges.map(range => range[0]));
  const high = Math.max(...ranges.map(range => range[1]));
  return low <= high ? [low, high] : [0, 1];
}

function padded([low, high]: Range, part: number): Range {
  const margin = (high - low) * part || Math.abs(high) * part || 1;
  return [low - margin, high + margin];
}

function overlaps(one: Range, other: Range): boolean {
  return one[0] < other[1] && other[0] < one[1];
}
