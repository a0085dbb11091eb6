import { newCut, roundedEnergy, type CuttableMap } from '../../analysis/cutplaces.js';
import type { Parameter } from '../../analysis/steps/parameters/index.js';
import type { Step } from '../../analysis/steps/step.js';
import type { DrawnSpectrum } from '../../compute/types.js';
import { visibleCrop, type AnalysisModel } from '../../model/index.js';
import type { Cut } from '../../science/map.js';

/** A curve that a step works on: energies, eV, ascending (n), and intensities (n). */
export type StartCurve = Pick<DrawnSpectrum, 'energy' | 'intensity'>;

/** What is known about the inputs of a new step. */
export interface IStart {
  map: CuttableMap | null;
  curve: StartCurve | null;
  /** Number of inputs. */
  count: number;
  /** Existing cuts, and the visible part of the map. */
  looked: {
    cuts: readonly Cut[];
    zoom: AnalysisModel['view']['map']['zoom'];
    /** The second energy that the map is drawn over; ω if absent. */
    plane?: AnalysisModel['view']['map']['view'];
  };
}

type Values = Record<string, unknown>;

/** Steps with their own first values, each computed from its inputs; null for the general ones. */
const own: Readonly<Record<string, (start: IStart, peak: number) => Values | null>> = {
  cut: ({ map, looked }) => {
    if (!map) {
      return null;
    }
    const { type, at, width } = newCut(map, 'CIE', 1, looked.cuts, looked.zoom);
    return { type, at: roundedEnergy(at), width: roundedEnergy(width) };
  },
  crop: ({ map, looked: { zoom, plane = 'incident' } }) =>
    map && visibleCrop(map, { zoom, view: plane }),
  calibrate: (_, peak) => ({ found: [peak], energies: [peak], degree: 0 }), // nothing is moved yet
  elastic: ({ count }, peak) => ({ energies: new Array<number>(count).fill(peak) }),
  rebin: ({ curve }) => ({ width: curve ? roundedEnergy(2 * stepOf(curve.energy)) || 1 : 1 }),
  background: ({ curve }) =>
    curve && curve.energy.length > 5 ? { exclude: [middleThird(curve.energy)] } : {}
};

/** Whether a step's first values depend on its inputs, which must then be available. */
export function needsStart(step: Step): boolean {
  return Object.hasOwn(own, step.name) || (step.name !== 'fit' && requiredOf(step).length > 0);
}

/**
 * Parameters with which a new step can be computed at once: required ones, and the positions of
 * lines.
 */
export function firstValues(step: Step, start: IStart): Values {
  const peak = start.curve ? peakOf(start.curve) : 0;
  if (step.name === 'fit') {
    return { model: 'gaussian+linear' };
  }
  const found = Object.hasOwn(own, step.name) ? own[step.name](start, peak) : null;
  return (
    found ??
    Object.fromEntries(
      requiredOf(step).map(([name, one]) => [name, valueOf(name, one, start, peak)])
    )
  );
}

function requiredOf({ parameters }: Step): [string, Parameter<unknown>][] {
  return Object.entries(parameters).filter(([, { isRequired }]) => isRequired);
}

function valueOf(
  name: string,
  { kind, choices = [], pick, axis, min = 0, isOpen }: Parameter<unknown>,
  { map, curve }: IStart,
  peak: number
): unknown {
  switch (kind) {
    case 'choice':
      return choices[0];
    case 'range':
      return curve ? middleThird(curve.energy) : [0, 1];
    case 'number':
      if (pick === 'energy') {
        // for a line, its ends: across the whole map
        const along = map && (axis === 'incident' ? map.incident : map.emission);
        return along
          ? roundedEnergy(name.startsWith('to') ? along[along.length - 1] : along[0])
          : peak;
      }
      return isOpen ? min + 1 : min;
    case 'integer':
      return isOpen ? min + 1 : min;
    default:
      return []; // such steps have their own first values
  }
}

/** Energy of the highest point, eV. */
function peakOf({ energy, intensity }: StartCurve): number {
  let best = -1;
  intensity.forEach((value, i) => {
    best = Number.isFinite(value) && (best < 0 || value > intensity[best]) ? i : best;
  });
  return best < 0 ? 0 : roundedEnergy(energy[best]);
}

function stepOf(energy: Float64Array): number {
  const [low, high] = endsOf(energy);
  return energy.length > 1 ? (high - low) / (energy.length - 1) : 0;
}

function middleThird(energy: Float64Array): [number, number] {
  const [low, high] = endsOf(energy);
  const span = high - low;
  if (span === 0) {
    return [low - 0.5, low + 0.5]; // around its only point
  }
  // about a thousandth of the range is as finely as one would type it
  const decimals = Math.max(0, 2 - Math.floor(Math.log10(span)));
  const typed = (at: number) => Number(at.toFixed(Math.min(decimals, 6)));
  return [typed(low + span / 3), typed(high - span / 3)];
}

function endsOf(energy: Float64Array): [number, number] {
  const ends = [energy[0] ?? 0, energy[energy.length - 1] ?? 0];
  return [Math.min(...ends), Math.max(...ends)];
}
