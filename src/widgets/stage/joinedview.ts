import type { AxesView, Id, Ref } from '../../analysis/document/index.js';
import { joinedName } from '../../analysis/steps/joinedname.js';
import type { ShownOutcome } from '../../compute/types.js';
import type { ICurve } from '../../plots/index.js';

/*
 * A background that was fitted to a spectrum with a wider one around it: the whole of that is drawn with the background
 * over it, and below it what is left of the spectrum, on axes of its own, for the main line is a hundred times as high.
 */

/** What is drawn with the result of a step: the joined spectrum, where it has one. */
export function joinedBeside(id: Id, outcome: Pick<ShownOutcome, 'outputs'> | null): Ref[] {
  const isJoined = outcome?.outputs.some(({ name }) => name === joinedName) ?? false;
  return isJoined ? [{ id, output: joinedName }] : [];
}

/** Curves by the plot that they are in. */
export interface IJoinedCurves {
  readonly upper: readonly ICurve[];
  /** What is left of a spectrum, where the joined one is above; else none. */
  readonly lower: readonly ICurve[];
}

const wholes = new WeakMap<ICurve, ICurve>();
const parts = new WeakMap<ICurve, ICurve>();

/** The curves, the joined one as active as that which it is the whole of. */
export function withJoined(curves: readonly ICurve[]): readonly ICurve[] {
  const active = new Set(curves.filter(one => one.isActive).map(wholeKey));
  return curves.some(({ key }) => active.has(key))
    ? curves.map(curve => (active.has(curve.key) ? wholeOf(curve) : curve))
    : curves;
}

/** Sort curves, as `withJoined` gives them, by the plot that they are in. The same objects for the same curves. */
export function splitJoined(curves: readonly ICurve[]): IJoinedCurves {
  const whole = new Set(curves.filter(one => one.isActive).map(({ key }) => key));
  const isPart = (curve: ICurve) => curve.isActive && whole.has(wholeKey(curve));
  return {
    upper: curves.filter(curve => !isPart(curve)),
    lower: curves.filter(isPart).map(partOf)
  };
}

/** Looks at what is left as the curves above it are, along the energies alone. The same object for the same energies. */
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

/** Its background lies far above it, and is drawn there; it is named in a legend, as it would be among others. */
function partOf(curve: ICurve): ICurve {
  const known = parts.get(curve);
  if (known) {
    return known;
  }
  const part = { ...curve, data: { ...curve.data, columns: {} }, isActive: false };
  parts.set(curve, part);
  return part;
}
