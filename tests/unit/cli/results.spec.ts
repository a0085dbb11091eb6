import { outputContent } from '../../../src/cli/results';

const output = {
  title: 'moments of a.csv',
  results: [],
  numbers: { m1: { value: 8637.5, sigma: null, unit: 'eV' } },
  provenance: { versions: {}, sources: [], process: [] },
  metadata: null
};

describe('an output of numbers alone', () => {
  it('is a CSV, for which columns ask', async () => {
    expect(await outputContent('csv', output)).toMatch(/^name,value,sigma,unit\nm1,8637\.5,,eV\n/);
    await expect(outputContent('ascii', output)).rejects.toMatchObject({
      code: 'cli/usage',
      message: expect.stringMatching(/numbers alone.*\.csv/) as string
    });
  });
});
