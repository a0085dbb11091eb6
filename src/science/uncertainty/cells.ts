import { countVariance } from '../countvariance.js';
import type { RXESMap } from '../map.js';
import { makeBase } from './base.js';
import { tellingEnergies, tellingMonitor } from './contenthash.js';
import { appended, deferred, type Term, type Uncertainty } from './model.js';
import { diagonal } from './operators.js';

const known = new WeakMap<RXESMap, Uncertainty>();

/**
 * Of which deviations the cells of a map are made: of their own counts, or where only σ is known of what that says, unless
 * the map was made of others. Nothing is made of the size of the map before something is made of its cells.
 */
export function uncertaintyOfMap(map: RXESMap): Uncertainty {
  if (map.uncertainty) {
    return map.uncertainty;
  }
  let found = known.get(map);
  if (!found) {
    found = deferred(map, () => independent(map));
    known.set(map, found);
  }
  return found;
}

/** That of cells of which each is independent of the others. @param parents of which they are made. */
export function independentCells(map: RXESMap, parents: readonly string[]): Uncertainty {
  return deferred(map, () => independent(map, parents));
}

function independent(map: RXESMap, parents?: readonly string[]): Term[] {
  const { incident, emission, intensity, sigma, counts, monitor } = map;
  if (!counts || !monitor) {
    const base = makeBase({
      counts: null,
      variance: sigma.map(s => s * s),
      ...(parents ? { parents } : {}),
      of: [intensity, sigma],
      identity: () => [...[incident, emission].map(tellingEnergies), intensity, sigma]
    });
    return [{ base, path: [] }];
  }
  const base = makeBase({
    counts,
    variance: varianceOf(counts, monitor, sigma),
    exposure: monitor,
    ...(parents ? { parents } : {}),
    of: [counts, monitor],
    identity: () => [...[incident, emission].map(tellingEnergies), counts, tellingMonitor(monitor)]
  });
  const perMonitor = diagonal(cell => 1 / monitor[cell], counts.length);
  return [{ base, path: appended([], perMonitor) }];
}

/** The counts themselves where only counting made their variance: no second array of the map's size. */
function varianceOf(
  counts: Float64Array,
  monitor: Float64Array,
  sigma: Float64Array
): Float64Array {
  const of = (cell: number) => countVariance(counts[cell], monitor[cell], sigma[cell]);
  for (let cell = 0; cell < counts.length; cell++) {
    if (counts[cell] > 0 && of(cell) !== counts[cell]) {
      return counts.map((_, each) => of(each));
    }
  }
  return counts;
}
