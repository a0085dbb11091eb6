import { countVariance } from '../countvariance.js';
import type { RXESMap } from '../map.js';
import { makeBase } from './base.js';
import { energiesForHash, monitorForHash } from './contenthash.js';
import { appended, deferred, type Term, type Uncertainty } from './model.js';
import { diagonal } from './operators.js';

const known = new WeakMap<RXESMap, Uncertainty>();

/**
 * Independent deviations that the cells of a map depend on: unless the map is derived, its own
 * counts, or deviations with its σ if there are no counts. Nothing of the size of the map is
 * allocated until something derived from its cells needs it.
 */
export function uncertaintyOfMap(map: RXESMap): Uncertainty {
  if (map.uncertainty) {
    return map.uncertainty;
  }
  let uncertainty = known.get(map);
  if (!uncertainty) {
    uncertainty = deferred(map, () => independent(map));
    known.set(map, uncertainty);
  }
  return uncertainty;
}

/**
 * Uncertainty of cells that are independent of each other.
 * @param parents ids of the bases merged into them.
 */
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
      identity: () => [...[incident, emission].map(energiesForHash), intensity, sigma]
    });
    return [{ base, path: [] }];
  }
  const base = makeBase({
    counts,
    variance: varianceOf(counts, monitor, sigma),
    exposure: monitor,
    ...(parents ? { parents } : {}),
    of: [counts, monitor],
    identity: () => [...[incident, emission].map(energiesForHash), counts, monitorForHash(monitor)]
  });
  const perMonitor = diagonal(cell => 1 / monitor[cell], counts.length);
  return [{ base, path: appended([], perMonitor) }];
}

/**
 * The counts themselves for pure counting statistics, to avoid a second array of the map's size.
 */
function varianceOf(
  counts: Float64Array,
  monitor: Float64Array,
  sigma: Float64Array
): Float64Array {
  const varianceAt = (cell: number) => countVariance(counts[cell], monitor[cell], sigma[cell]);
  for (let cell = 0; cell < counts.length; cell++) {
    if (counts[cell] > 0 && varianceAt(cell) !== counts[cell]) {
      return counts.map((_, each) => varianceAt(each));
    }
  }
  return counts;
}
