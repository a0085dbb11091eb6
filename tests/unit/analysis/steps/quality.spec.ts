import { requireStep, type TableValue, type Value } from '../../../../src/analysis/steps';
import { dice, gaussian, measure } from '../../science/montecarlo';
import { steps } from '../../science/synthetic';

const energies = steps(9640, 0.3, 81);

function scan(random: () => number, { by = 0, height = 1 } = {}): Value {
  const of = (e: number) => height * (400 + 60000 * gaussian(9650 + by, 2)(e));
  return { kind: 'spectrum', axis: 'emission', spectrum: measure(energies, of, random) };
}

function done(name: string, inputs: readonly Value[], parameters: Record<string, unknown> = {}) {
  const step = requireStep(name);
  const [all, ...single] = step.applyAll(inputs, step.complete(parameters));
  expect(all.error).toBeNull();
  const table = all.outputs.main as TableValue;
  const column = (key: string) => table.columns.find(entry => entry.name === key)?.values ?? [];
  const verdict = (all.details?.verdict ?? []) as string[];
  return { table, column, verdict, single };
}

describe.each(['consistency', 'drift'])('the table of %s', name => {
  const random = dice(3);
  const inputs = [0, 1, 2, 3].map(() => scan(random));
  const { table, column, single } = done(name, inputs);

  it('has a row for each input, in their order', () => {
    expect(table.columns.every(({ values }) => values.length === 4)).toBe(true);
    expect(column('scan')).toEqual(['{0}', '{1}', '{2}', '{3}']);
    single.forEach(({ input, numbers }) => {
      for (const [key, { value }] of Object.entries(numbers)) {
        expect(column(key)[input ?? -1]).toBe(value);
      }
    });
  });

  it('is drawn in panels of existing columns, each with its σ', () => {
    const names = new Set(table.columns.map(entry => entry.name));
    const panels = table.series?.panels ?? [];
    expect(panels.length).toBeGreaterThan(2);
    panels.forEach(({ column: of, sigma = of, trend }) => {
      expect([names.has(of), names.has(sigma)]).toEqual([true, true]);
      expect(trend?.length ?? 4).toBe(4);
    });
  });
});

describe('the verdict on scans', () => {
  it('finds the whole shift of a drifting series, without the shared part of the mean', () => {
    const random = dice(5);
    const { verdict } = done(
      'consistency',
      [0, 1, 2, 3, 4, 5].map(k => scan(random, { by: 0.02 * k }))
    );
    const shift = verdict.find(text => text.startsWith('The spectra shift up'));
    const [, size, last] = /by (0\.\d+)\((\d+)\) eV/.exec(shift ?? '') ?? [];
    const sigma = Number(last) / 10 ** (size.length - 2);
    expect(sigma).toBeLessThan(0.02);
    expect(Math.abs(Number(size) - 0.1)).toBeLessThan(4 * sigma);
  });

  it('has the stated rate of false alarms for drift', () => {
    const random = dice(7);
    const count = 300;
    const wrong = Array.from({ length: count }, () =>
      done(
        'consistency',
        [0, 1, 2].map(() => scan(random))
      ).verdict.some(text => /likely|possible/.test(text))
    ).filter(Boolean).length;
    expect(wrong / count).toBeLessThan(0.09);
  });

  it('reports that the area falls, by how much, and that nothing else changes', () => {
    const random = dice(9);
    const times = [0, 1, 2, 4, 8];
    const { verdict, table } = done(
      'drift',
      times.map(time => scan(random, { height: 1 - 0.01 * time })),
      { times }
    );
    expect(verdict[0]).toMatch(/^The area falls by \d\.\d+\(\d+\) % over the series \(p < 0\.0001/);
    expect(verdict).toContain('No trend is seen at the 5 % level in centroid and shape (IAD).');
    expect(table.series).toMatchObject({ along: 'time', perInput: ['times'] });
  });

  it('marks an outlier in its panel, and names it', () => {
    const random = dice(11);
    const inputs = [0, 0, 0.4, 0, 0].map(by => scan(random, { by }));
    const { table, verdict } = done('consistency', inputs);
    const [shift] = table.series?.panels ?? [];
    expect(shift.outliers).toEqual([2]);
    expect(verdict.find(text => text.includes('stands apart'))).toMatch(/^“\{2\}” .* shift/);
  });

  it('leaves unknown what a scan without signal does not show', () => {
    const random = dice(13);
    const inputs = [0, 0, 0].map(by => scan(random, { by }));
    const dark: Value = {
      kind: 'spectrum',
      axis: 'emission',
      spectrum: measure(energies, () => 0, random)
    };
    const { column, table } = done('consistency', [...inputs, dark]);
    expect(column('shift')[3]).toBeNaN();
    expect(column('m1')[3]).toBeNaN();
    expect(column('m1')[0]).toBeGreaterThan(9640);
    expect(table.series?.panels[2].trend?.every(Number.isFinite)).toBe(true);
  });
});
