import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Named } from '../../../src/analysis/naming';
import type { SpectrumValue } from '../../../src/analysis/steps';
import { openValues } from '../../../src/cli/inputs';
import { Reads } from '../../../src/cli/reads';
import { outputContent } from '../../../src/cli/results';
import { applied } from '../analysis/steps/applied';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'xes-fine-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A spectrum of 244 points: 122 in steps of 8 meV and 122 in steps of 10 meV about a narrow line. */
const energy = Float64Array.from({ length: 244 }, (_, i) =>
  i < 122 ? 851 + 0.008 * i : 851.976 + 0.01 * (i - 122)
);
const counts = energy.map(e => Math.round(1000 * Math.exp(-(((e - 852) / 0.012) ** 2))));
const fine: Named<SpectrumValue> = {
  kind: 'spectrum',
  name: 'fine',
  axis: 'emission',
  spectrum: {
    energy,
    intensity: counts.map(n => n / 1000),
    sigma: counts.map(n => Math.sqrt(Math.max(n, 1)) / 1000),
    counts,
    monitor: new Float64Array(244).fill(1000)
  }
};

const provenance = { versions: {}, command: '', inputs: [], sources: [], process: [] };

async function written(value: Named<SpectrumValue>, format: 'csv' | 'nexus'): Promise<string> {
  const file = path.join(folder, `${value.name}.${format === 'csv' ? 'csv' : 'nxs'}`);
  const results = [{ id: 'x', value }];
  writeFileSync(
    file,
    await outputContent(format, { title: 't', results, provenance, metadata: null })
  );
  return file;
}

/** The spectrum of a file as `apply` reads it, and as `spectrum` derives it from the scan. */
async function bothWays(file: string): Promise<SpectrumValue[]> {
  const reads = new Reads();
  const scan = await reads.scan(file);
  const [opened] = (await openValues(file, 'fine', null, reads)).values;
  const [made] = applied('spectrum', [{ kind: 'scan', name: 'fine', scan }], {}).values;
  return [opened as SpectrumValue, made as SpectrumValue];
}

it.each(['csv', 'nexus'] as const)('steps of 8 and 10 meV are exact through %s', async format => {
  for (const { spectrum } of await bothWays(await written(fine, format))) {
    expect(spectrum.energy).toEqual(energy);
    expect(spectrum.intensity).toEqual(fine.spectrum.intensity);
    const top = spectrum.intensity.indexOf(Math.max(...spectrum.intensity));
    expect(Math.abs(spectrum.energy[top] - 852)).toBeLessThan(0.006);
  }
});

it('a table in keV keeps them too', async () => {
  const file = path.join(folder, 'kev.csv');
  const rows = Array.from(energy, (e, i) => `${e / 1000},${fine.spectrum.intensity[i]}`);
  writeFileSync(file, `energy_keV,intensity\n${rows.join('\n')}\n`);
  for (const { spectrum } of await bothWays(file)) {
    expect(spectrum.energy).toHaveLength(244);
    spectrum.energy.forEach((e, i) => expect(e).toBeCloseTo(energy[i], 9));
  }
});

it.each(['csv', 'nexus'] as const)('the jitter of a readback goes through %s', async format => {
  const herfd: Named<SpectrumValue> = {
    ...fine,
    name: 'herfd',
    axis: 'incident',
    spectrum: { ...fine.spectrum, energy: energy.map((_, i) => 9650 + 0.3 * i), jitter: 0.015 }
  };
  for (const { spectrum, axis } of await bothWays(await written(herfd, format))) {
    expect([axis, spectrum.jitter]).toEqual(['incident', 0.015]);
  }
});

it.each(['csv', 'nexus'] as const)('the unit of the intensity goes through %s', async format => {
  const value = { ...fine, name: 'unit', spectrum: { ...fine.spectrum, unit: 'counts in 4 s' } };
  for (const { spectrum } of await bothWays(await written(value, format))) {
    expect(spectrum.unit).toBe('counts in 4 s');
  }
});

it('σ of more than the counts goes through NeXus with the counts', async () => {
  const sigma = fine.spectrum.sigma.map((s, i) => (counts[i] > 0 ? 1.3 * s : s));
  const value = { ...fine, name: 'wide', spectrum: { ...fine.spectrum, sigma } };
  const [{ spectrum }] = await bothWays(await written(value, 'nexus'));
  expect(spectrum.counts).toEqual(counts);
  spectrum.sigma.forEach((s, i) => expect(s / sigma[i]).toBeCloseTo(1, 9));
});
