import type { StepEntry } from './document/types.js';
import { otherEnergy, type MapPlane } from './mapplane.js';
import { selected } from '../science/uncertainty/curve.js';
import type { SpectrumValue } from './steps/values.js';

/**
 * The profile along a cut over the energy of the plot next to its map: if the map is over the
 * energy transfer, a CIE is over Δ = Ω − ω at the cut's Ω. Other profiles are returned unchanged.
 */
export function inPlane(
  value: SpectrumValue,
  { step, parameters: { type, at } }: Pick<StepEntry, 'step' | 'parameters'>,
  plane: MapPlane
): SpectrumValue {
  const isTurned = step === 'cut' && type === 'CIE' && value.axis === 'emission';
  if (!isTurned || plane !== 'transfer' || typeof at !== 'number') {
    return value;
  }
  const { spectrum, columns = {} } = value;
  const { energy, intensity, sigma, counts, monitor } = spectrum;
  const last = energy.length - 1;
  const backwards = Array.from(energy, (_, i) => last - i);
  return {
    ...value,
    axis: 'transfer',
    spectrum: {
      ...spectrum,
      energy: energy.map(value => otherEnergy(plane, at, value)).reverse(),
      intensity: turned(intensity),
      sigma: turned(sigma),
      ...(counts ? { counts: turned(counts) } : {}),
      ...(monitor ? { monitor: turned(monitor) } : {}),
      ...selected(spectrum, backwards)
    },
    columns: Object.fromEntries(
      Object.entries(columns).map(([name, values]) => [name, turned(values)])
    )
  };
}

/** Values in reverse order: Δ ascends as ω descends. */
function turned(values: Float64Array): Float64Array {
  return values.slice().reverse();
}
