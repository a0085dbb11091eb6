import { newCut, roundedEnergy } from '../../analysis/cutplaces.js';
import type { Parameter } from '../../analysis/steps/parameters/index.js';
import type { Step } from '../../analysis/steps/step.js';
import type { DrawnMap, DrawnSpectrum } from '../../compute/types.js';
import type { AnalysisModel } from '../../model/index.js';

/** What is known of what a new step works on. */
export interface IStart {
  map: DrawnMap | null;
  curve: DrawnSpectrum | null;
  /** Inputs, as far as they are known. */
  count: number;
  /** The cuts that are there, and the visible part of the map. */
  looked: { cuts: AnalysisModel['cuts']; zoom: AnalysisModel['view']['map']['zoom'] };
}

/** Parameters with which a new step computes at once, from what it works on: what must be given, and where lines are. */
export function firstValues(step: Step, start: IStart): Record<string, unknown> {
  const { map, curve } = start;
  if (step.name === 'cut' && map) {
    const { type, at, width } = newCut(map, 'CIE', 1, start.looked.cuts, start.looked.zoom);
    return { type, at: roundedEnergy(at), width: roundedEnergy(width) };
  }
  const peak = curve ? peakOf(curve) : 0;
  switch (step.name) {
    case 'calibrate':
      return { found: [peak], energies: [peak], degree: 0 }; // nothing is moved yet
    case 'elastic':
      return { energies: new Array<number>(start.count).fill(peak) };
    case 'fit':
      return { model: 'gaussian+linear' };
    case 'rebin':
      return { width: curve ? roundedEnergy(2 * stepOf(curve.energy)) || 1 : 1 };
    case 'background':
      return curve && curve.energy.length > 5 ? { exclude: [middleThird(curve.energy)] } : {};
    default:
      return required(step, start, peak);
  }
}

function required(step: Step, start: IStart, peak: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(step.parameters)
      .filter(([, { isRequired }]) => isRequired)
      .map(([name, parameter]) => [name, valueOf(name, parameter, start, peak)])
  );
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
        // of a line its ends: across the whole map
        const along = map && (axis === 'incident' ? map.incident : map.emission);
        return along
          ? roundedEnergy(name.startsWith('to') ? along[along.length - 1] : along[0])
          : peak;
      }
      return isOpen ? min + 1 : min;
    case 'integer':
      return isOpen ? min + 1 : min;
    default:
      return []; // such steps have first values of their own
  }
}

/** Energy of the highest point, eV. */
function peakOf({ energy, intensity }: DrawnSpectrum): number {
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
  // about a thousandth of the range is as finely as one would type it
  const decimals = span > 0 ? Math.max(0, 2 - Math.floor(Math.log10(span))) : 0;
  const typed = (at: number) => Number(at.toFixed(Math.min(decimals, 6)));
  return [typed(low + span / 3), typed(high - span / 3)];
}

function endsOf(energy: Float64Array): [number, number] {
  const ends = [energy[0] ?? 0, energy[energy.length - 1] ?? 0];
  return [Math.min(...ends), Math.max(...ends)];
}
