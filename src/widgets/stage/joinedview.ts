import type { AxesView, Id, Ref } from '../../analysis/document/index.js';
import { joinedName } from '../../analysis/steps/joinedname.js';
import type { ShownOutcome } from '../../compute/types.js';
import type { ICurve } from '../../plots/index.js';

/*
 * A background fitted to a spectrum joined with a wider one: the joined spectrum is drawn with the
 * background over it, and the difference below it on axes of its own, for the main line is a
 * hundred times as high.
 */

/** What is drawn with the result of a step: the joined spectrum, if it has one. */
export function joinedBeside(id: Id, outcome: Pick<ShownOutcome, 'outputs'> | null): Ref[] {
  const isJoined = outcome?.outputs.some(({ name }) => name === joinedName) ?? false;
  return isJoined ? [{ id, output: joinedName }] : [];
}

/** Curves by plot. */
export interface IJoinedCurves {
  readonly upper: readonly ICurve[];
  /** The spectrum minus background, if the joined one is above; else none. */
  readonly lower: readonly ICurve[];
}

const wholes = new WeakMap<ICurve, ICurve>();
const parts = new WeakMap<ICurve, ICurve>();

/** The curves, with the joined spectrum as active as the result it belongs to. */
export function withJoined(curves: readonly ICurve[]): readonly ICurve[] {
  const active = new Set(curves.filter(curve => curve.isActive).map(wholeKey));
  return curves.some(({ key }) => active.has(key))
    ? curves.map(curve => (active.has(curve.key) ? wholeOf(curve) : curve))
    : curves;
}

/** Sort curves returned by `withJoined` by plot. The same objects for the same curves. */
export function splitJoined(curves: readonly ICurve[]): IJoinedCurves {
  const whole = new Set(curves.filter(curve => curve.isActive).map(({ key }) => key));
  const isPart = (curve: ICurve) => curve.isActive && whole.has(wholeKey(curve));
  return {
    upper: curves.filter(curve => !isPart(curve)),
    lower: curves.filter(isPart).map(partOf)
  };
}

/**
 * Axes of the lower plot: the energies of the curves above it, but not the intensities. The same
 * object for the same energies.
 */
export class LowerAxes {
  of({ x }: AxesView): AxesView {
    if (x !== this._axes.x) {
      this._axes = { ...this._axes, x };
    }
    return this._axes;
  }

  private _axes: AxesView = { logY: false, x: null, y: null };
}

function wholeKey({ key }: ICurve): string {
  return `${key}#${joinedName}`;
}

function wholeOf(curve: ICurve): ICurve {
  const known = wholes.get(curve);
  if (known) {
    return known;
  }
  const whole = { ...curve, isActive: true };
  wholes.set(curve, whole);
  return whole;
}

/**
 * Its background lies far above it, and is drawn there; it is named in a legend, as it would be
 * among others.
 */
function partOf(curve: ICurve): ICurve {
  const known = parts.get(curve);
  if (known) {
    return known;
  }
  const part = { ...curve, data: { ...curve.data, columns: {} }, isActive: false };
  parts.set(curve, part);
  return part;
}
