import { nexusFile, type NexusContent, type NexusResult } from '../../../src/formats';
import { dataset, group } from '../../../src/formats/h5description';
import { writeH5 } from '../../../src/io/h5write';
import { openScan } from '../../../src/io/openscan';
import { BufferSource } from '../../../src/io/source';
import { scanMap, scanSpectrum } from '../../../src/science';
import { openBytes } from '../compute/h5bytes';
import { grid, measured, steps } from '../science/synthetic';

const points = measured(grid(steps(9658, 0.3, 4), steps(8630, 0.3, 5)));
const map = scanMap(points, points);
const spectrum = scanSpectrum({ ...points, incident: null }, points);

const content = (result: NexusResult): NexusContent => ({
  title: 'a result',
  results: [{ id: 'one', result }],
  metadata: null,
  versions: { 'jupyterlab-xes': '1.2.3' },
  command: 'jupyterlab-xes map',
  sources: [{ file: 'a.nxs', size: 5e9, modified: '2026-01-01T00:00:00Z', sha256: 'ab' }],
  process: [{ id: 'one', step: 'map', parameters: { channel: 'upper' } }],
  time: '2026-01-01T00:00:00Z'
});

/** Write a result, and open the bytes as a scan. */
async function reopened(result: NexusResult) {
  const bytes = await writeH5(nexusFile(content(result)));
  return (await openScan(new BufferSource(bytes), 'result.nxs')).scan;
}

describe('results written as NeXus', () => {
  it('are the same spectrum when reread, with counts and monitor', async () => {
    const scan = await reopened({ kind: 'spectrum', name: 'a', axis: 'emission', spectrum });
    expect(scan).toMatchObject({ kind: 'XES', metadata: { title: 'a result' } });
    expect(scanSpectrum(scan, scan.channels[0])).toEqual(spectrum);
  });

  it('are the same map when reread', async () => {
    const scan = await reopened({ kind: 'map', name: 'a', map });
    expect(scan.kind).toBe('RXES');
    expect(scanMap(scan, scan.channels[0])).toEqual(map);
  });

  it('are the same map when reread from energy transfers, except for rounding', async () => {
    const scan = await reopened({ kind: 'map', name: 'a', map, view: 'transfer' });
    const again = scanMap(scan, scan.channels[0]);
    expect(again.intensity).toEqual(map.intensity);
    again.emission.forEach((energy, i) => expect(energy).toBeCloseTo(map.emission[i], 8));
  });

  it('preserve the intensity if it is no longer counts over monitor', async () => {
    const half = { ...spectrum, intensity: spectrum.intensity.map(value => value / 2) };
    const scan = await reopened({ kind: 'spectrum', name: 'a', axis: 'incident', spectrum: half });
    expect(scan.kind).toBe('HERFD-XANES');
    expect(scan.channels[0].counts).toBeNull();
    expect(scanSpectrum(scan, scan.channels[0]).intensity).toEqual(half.intensity);
  });

  it('are not opened if their energies have no unit of energy', async () => {
    const root = nexusFile(content({ kind: 'map', name: 'a', map }));
    const text = JSON.stringify(root, (_, value: unknown) =>
      value instanceof Float64Array ? { array: [...value] } : value
    ).replaceAll('"eV"', '"s"');
    const other = JSON.parse(text, (_, value: { array?: (number | null)[] } | null) =>
      value?.array ? Float64Array.from(value.array, entry => entry ?? NaN) : value
    ) as typeof root;
    const bytes = await writeH5(other);
    await expect(openScan(new BufferSource(bytes), 'result.nxs')).rejects.toMatchObject({
      code: 'scan/columns-unknown'
    });
  });
});

it.each([3, -7, 0.5, 5e9, NaN, -0.25])('the single number %p is written unchanged', async value => {
  const bytes = await writeH5(group('NXroot', { single: dataset(value) }));
  const { value: read } = await openBytes(bytes);
  expect(read('/single')).toEqual(value);
});
