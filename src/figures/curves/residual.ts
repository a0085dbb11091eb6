import type { CurveData, ICurve } from './curve.js';

/** Curves with what was fitted to them apart from what the fit leaves. */
export interface ISplitCurves {
  /** As they were measured; those that nothing was fitted to as they are. */
  measured: readonly ICurve[];
  /** What a background or a fit leaves of those that have one. */
  residuals: readonly ICurve[];
}

/** Follows the key of a curve in the names of what is drawn of its residual; no output of a step is called so. */
export const residualSuffix = '##residual';

interface IParts {
  measured: CurveData;
  residual: CurveData;
}

const knownParts = new WeakMap<CurveData, IParts | null>();
const knownCurves = new WeakMap<ICurve, { measured: ICurve; residual: ICurve }>();

/** Whether a background or a fit stands beside a curve. */
export function hasResidual({ data }: ICurve): boolean {
  return partsOf(data) !== null;
}

/** Take curves apart. The same objects for the same curves, so that plotly has nothing to draw anew. */
export function splitCurves(curves: readonly ICurve[]): ISplitCurves {
  const found = curves.map(curve => ({ curve, split: splitOf(curve) }));
  return {
    measured: found.map(({ curve, split }) => split?.measured ?? curve),
    residuals: found.flatMap(({ split }) => split?.residual ?? [])
  };
}

function splitOf(curve: ICurve): { measured: ICurve; residual: ICurve } | null {
  const parts = partsOf(curve.data);
  const known = knownCurves.get(curve);
  if (!parts || known) {
    return known ?? null;
  }
  const { measured, residual } = parts;
  const split = {
    // the label is that of the result, which is what is left
    measured:
      measured === curve.data
        ? curve
        : { ...curve, data: measured, label: `${curve.label}: measured` },
    residual: { ...curve, data: residual }
  };
  knownCurves.set(curve, split);
  return split;
}

/** Of a background its step gives what is left, of a fit what was measured. */
function partsOf(data: CurveData): IParts | null {
  const known = knownParts.get(data);
  if (known !== undefined) {
    return known;
  }
  const { axis, energy, intensity, sigma, unit, columns } = data;
  const [background, fit] = [columns?.background, columns?.fit];
  const plain = { axis, energy, intensity, sigma, ...(unit === undefined ? {} : { unit }) };
  const parts = background
    ? {
        measured: { ...data, intensity: intensity.map((value, i) => value + background[i]) },
        residual: plain
      }
    : fit
      ? {
          measured: data,
          residual: { ...plain, intensity: intensity.map((value, i) => value - fit[i]) }
        }
      : null;
  knownParts.set(data, parts);
  return parts;
}
