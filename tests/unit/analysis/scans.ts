import { emptyMetadata } from '../../../src/formats/metadata';
import type { Scan } from '../../../src/formats';
import type { Measured } from '../science/synthetic';

/** Points as a scan of one arm, an RXES map, as it is read. */
export function scanOf(points: Measured): Scan {
  const n = points.emission.length;
  return {
    format: 'nexus',
    facility: 'none',
    kind: 'RXES',
    shape: [n],
    points: { planned: n, measured: n },
    incident: points.incident,
    incidentJitter: points.incidentJitter,
    monitor: points.monitor,
    time: new Float64Array(n).fill(1),
    channels: [{ ...points, name: 'upper', bragg: null }],
    metadata: emptyMetadata(),
    links: { missing: [] },
    warnings: []
  };
}
