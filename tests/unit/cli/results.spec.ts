import { nexusTree } from '../../../src/analysis/output/nexus';
import { outputContent } from '../../../src/cli/results';
import type { H5Group } from '../../../src/formats/h5description';

const output = {
  title: 'moments of a.csv',
  results: [],
  numbers: { m1: { value: 8637.5, sigma: null, unit: 'eV' } },
  provenance: { versions: {}, sources: [], process: [] },
  metadata: null
};

describe('an output with numbers only', () => {
  it('is a CSV with the requested columns', async () => {
    expect(await outputContent('csv', output)).toMatch(/^name,value,sigma,unit\nm1,8637\.5,,eV\n/);
    await expect(outputContent('ascii', output)).rejects.toMatchObject({
      code: 'cli/usage',
      message: expect.stringMatching(/numbers alone.*\.csv/) as string
    });
  });

  it('is NeXus with each number as a field, its unit, and its deviation next to it', async () => {
    const numbers = {
      'a.csv.area': { value: 2.5, sigma: 0.1, unit: 'counts / monitor' },
      area: { value: 3, sigma: null, unit: '' },
      area_errors: { value: 4, sigma: 0.2, unit: 'eV' }
    };
    const approximated = { ...output, numbers, approximate: ['smoothed'] };
    const { members } = nexusTree(approximated, '2026-11-29T00:00:00Z');
    const { members: entry } = members.entry as H5Group;
    const group = entry.numbers as H5Group;
    expect(group.attributes).toEqual({ NX_class: 'NXparameters', sigma_approximate: 'smoothed' });
    const units = { units: 'counts / monitor' };
    expect(group.members).toMatchObject({
      'a.csv.area': {
        value: Float64Array.of(2.5),
        attributes: { ...units, long_name: 'a.csv.area' }
      },
      'a.csv.area_errors': { value: Float64Array.of(0.1), attributes: units },
      area: { value: Float64Array.of(3), attributes: { long_name: 'area' } },
      area_errors: {
        value: Float64Array.of(4),
        attributes: { units: 'eV', long_name: 'area_errors' }
      },
      area_errors_errors: { value: Float64Array.of(0.2) }
    });
    expect(Object.keys(group.members)).toHaveLength(5);
    const { members: plain } = nexusTree({ ...output, numbers: {} }, '2026-11-29T00:00:00Z');
    expect((plain.entry as H5Group).members.numbers).toBeUndefined();
    const bytes = await outputContent('nexus', approximated);
    expect(Buffer.from(bytes).includes('NXparameters')).toBe(true);
  });
});
