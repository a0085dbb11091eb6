import type { AxesView, Range } from '../../analysis/document/index.js';
import type { CurveData } from './curve.js';

/**
 * Visible range of some curves: energies, and intensities; the latter as powers of ten on a
 * logarithmic axis.
 */
export interface ISpectraRange {
  x: Range;
  y: Range;
}

/**
 * @param axes a zoom that shows nothing of the curves, e.g. at other energies, is ignored.
 * @param within energies whose points alone determine the intensities, eV; if absent, all do.
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

/** Only positive values have a place on a logarithmic axis. */
function logarithmic(curves: readonly CurveData[], zoom: Range | null): Range {
  const whole = padded(extentOf(curves, asPowers), 0.05);
  const chosen: Range | null =
    zoom && zoom[0] > 0 ? [Math.log10(zoom[0]), Math.log10(zoom[1])] : null;
  return chosen && overlaps(chosen, whole) ? chosen : whole;
}

/** Lower and upper end of a point of a curve. */
type ValuesAt = (curve: CurveData, i: number) => [number, number];

const atEnergy: ValuesAt = ({ energy }, i) => [energy[i], energy[i]];

const withSigma: ValuesAt = ({ intensity, sigma }, i) => {
  const deviation = Number.isFinite(sigma[i]) ? sigma[i] : 0;
  return [intensity[i] - deviation, intensity[i] + deviation];
};

const asPowers: ValuesAt = ({ intensity, sigma }, i) => {
  const [low, high] = [intensity[i] - sigma[i], intensity[i] + sigma[i]];
  // a σ that reaches zero would extend the axis without bound
  return [Math.log10(low > intensity[i] / 10 ? low : intensity[i]), Math.log10(high || NaN)];
};

/** Cached: with many curves it is needed again in each gesture. */
const known = new Map(
  [atEnergy, withSigma, asPowers].map(at => [at, new WeakMap<CurveData, Range>()])
);

/** Least and greatest finite value of whole curves; [0, 1] if there is none. */
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

/** Least and greatest finite value; Infinity and -Infinity if there is none. */
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

function overlaps(a: Range, b: Range): boolean {
  return a[0] < b[1] && b[0] < a[1];
}
