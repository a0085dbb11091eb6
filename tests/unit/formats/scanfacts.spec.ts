import { emptyMetadata } from '../../../src/formats/metadata';
import type { Scan } from '../../../src/formats/scan';
import { scanFacts } from '../../../src/formats/scanfacts';
import { buffersIn, bytesIn } from '../../../src/science/buffers';

const energies = Float64Array.of(8000, NaN, 8002);
const scan: Scan = {
  format: 'nexus',
  facility: 'here',
  kind: 'RXES',
  shape: [1, 3],
  points: { planned: 4, measured: 3 },
  incident: energies,
  monitor: null,
  time: null,
  channels: [
    {
      name: 'upper',
      emission: Float64Array.of(NaN, NaN, NaN),
      counts: null,
      intensity: energies, // shares its array
      sigma: Float64Array.of(1, 2, 3),
      bragg: null,
      unit: 'counts'
    },
    {
      name: 'lower',
      kind: 'XES',
      emission: Float64Array.of(5, 4, 6),
      counts: Float64Array.of(1, 1, 1),
      intensity: Float64Array.of(1, 1, 1),
      sigma: Float64Array.of(1, 1, 1),
      variance: Float64Array.of(1, 1, 1),
      bragg: null
    }
  ],
  metadata: { ...emptyMetadata(), title: 't' },
  links: { missing: ['a'] },
  warnings: [{ code: 'c', message: 'm' }]
};

describe('scanFacts', () => {
  it('holds everything but the arrays', () => {
    const facts = scanFacts(scan);
    expect(facts).toMatchObject({
      kind: 'RXES',
      shape: [1, 3],
      incident: { min: 8000, max: 8002 },
      channels: [
        { name: 'upper', kind: 'RXES', emission: null, unit: 'counts', hasCounts: false },
        { name: 'lower', kind: 'XES', emission: { min: 4, max: 6 }, hasCounts: true }
      ],
      links: { missing: ['a'] },
      warnings: [{ code: 'c', message: 'm' }]
    });
    expect(buffersIn(facts).size).toBe(0);
  });

  it('counts a shared buffer once, and every array of a channel', () => {
    // incident = intensity, emission, sigma; emission, counts, intensity, sigma, variance
    expect(scanFacts(scan).bytes).toBe(8 * 24);
    expect(bytesIn(scan)).toBe(8 * 24);
    expect(bytesIn(null)).toBe(0);
  });
});
