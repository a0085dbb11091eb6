import type { CurveData, ICurve } from './curve.js';

/** Curves with their fits, and the residuals separately. */
export interface ISplitCurves {
  /** As measured; curves without a fit are unchanged. */
  measured: readonly ICurve[];
  /** Curves minus their background or fit. */
  residuals: readonly ICurve[];
}

/**
 * Follows the key of a curve in the ids of its residual's drawing; no output of a step has such a
 * name.
 */
export const residualSuffix = '##residual';

interface IParts {
  measured: CurveData;
  residual: CurveData;
}

const knownParts = new WeakMap<CurveData, IParts | null>();
const knownCurves = new WeakMap<ICurve, { measured: ICurve; residual: ICurve }>();

/** Whether a curve has a background or a fit. */
export function hasResidual({ data }: ICurve): boolean {
  return partsOf(data) !== null;
}

/**
 * Separate curves from residuals. The same curves return the same objects, so that plotly need not
 * redraw them.
 */
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
    // the label is that of the result, which is the residual
    measured:
      measured === curve.data
        ? curve
        : { ...curve, data: measured, label: `${curve.label}: measured` },
    residual: { ...curve, data: residual }
  };
  knownCurves.set(curve, split);
  return split;
}

/** A background step returns the residual, a fit the measured curve. */
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
