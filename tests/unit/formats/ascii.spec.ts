import { asciiParts, mapRows, readCurves, spectrumRows } from '../../../src/formats';
import { scanMap } from '../../../src/science/grid';
import { rxesScan } from '../widgets/scans';

const spectrum = {
  energy: Float64Array.of(9658.1, 9658.4, 0.1 + 0.2),
  intensity: Float64Array.of(0.0642, 1e-9, 3),
  sigma: Float64Array.of(0.0003, NaN, 1)
};
const text = (...args: Parameters<typeof asciiParts>) => [...asciiParts(...args)].join('');

describe('columns of numbers for Athena and Larix', () => {
  it('follow a header that ends with their names, with full precision except the noise of an energy', () => {
    const lines = text(spectrumRows(spectrum, 'incident', { my_fit: spectrum.sigma }), [
      'title: a\nb',
      'energy: incident'
    ]).split('\n');
    expect(lines).toEqual([
      '# title: a b',
      '# energy: incident',
      '# Column.1: energy eV',
      '# Column.2: intensity',
      '# Column.3: sigma',
      '# Column.4: my_fit',
      '# --------------------',
      '# energy  intensity  sigma  my_fit',
      ' 9658.1  0.0642  0.0003  0.0003',
      ' 9658.4  1e-9  NaN  NaN',
      ' 0.3  3  1  1',
      ''
    ]);
  });

  it.each(['incident', 'emission', 'transfer'] as const)('are reread over the %s energy', axis => {
    const points = { ...spectrum, energy: Float64Array.of(9658.1, 9658.4, 9658.7) };
    const { curves } = readCurves(text(spectrumRows(points, axis), [`energy: ${axis}`]));
    expect(curves[0].axis).toBe(axis);
    expect(curves[0].spectrum).toMatchObject(points);
  });

  it('are the same map when reread', () => {
    const scan = rxesScan();
    const map = scanMap(scan, scan.channels[0]);
    for (const view of ['incident', 'transfer'] as const) {
      const read = readCurves(text(mapRows(map, view), ['title: x'])).map;
      expect(read?.intensity).toEqual(map.intensity);
      expect(read?.sigma).toEqual(map.sigma);
    }
  });
});
