import type { StepEntry } from '../../../src/analysis/document/types';
import { run, type NamedScan } from '../../../src/analysis/run';
import type { Scan } from '../../../src/formats';
import { dice, poisson } from '../science/montecarlo';
import { grid, measured, steps as energies } from '../science/synthetic';
import { scanOf } from './scans';

const points = () => measured(grid([9658], energies(8630, 0.3, 60)));

/** A line with independent noise. */
function line(seed: number): Scan {
  const scan = scanOf(points());
  const random = dice(seed);
  const [channel] = scan.channels;
  const counts = channel.counts!.map((_, i) =>
    poisson(500 + 2000 * Math.exp(-(((i - 30) / 6) ** 2)), random)
  );
  return { ...scan, kind: 'XES', channels: [{ ...channel, counts }] };
}

const scans: NamedScan[] = [1, 2, 3].map(k => ({ name: `scan ${k}`, id: `s${k}`, scan: line(k) }));

const step = (
  id: string,
  name: string,
  from: StepEntry['from'],
  parameters: StepEntry['parameters'] = {}
): StepEntry => ({ id, step: name, from, parameters });

async function warningsOf(...steps: StepEntry[]) {
  const results = await run({ scans: [], steps }, scans);
  const { warnings, error, values } = results[results.length - 1];
  expect(error).toBeNull();
  return {
    messages: warnings.flatMap(({ code, message }) =>
      code.endsWith('/not-independent') ? [message] : []
    ),
    marks: values.flatMap(value => ('approximate' in value ? [...(value.approximate ?? [])] : []))
  };
}

const mean = step('mean', 'average', ['s1', 's2']);
const smooth = ['s1', 's2'].map(id => step(`a${id[1]}`, 'smooth', [id]));

describe('a reference that contains an input', () => {
  it('is reported for each such input of an alignment, and the table is marked', async () => {
    const { messages, marks } = await warningsOf(
      mean,
      step('compared', 'alignment', ['mean', 's1', 's2', 's3'])
    );
    expect(messages).toHaveLength(2);
    expect(messages[0]).toMatch(/^"scan 1" and the reference/);
    expect(messages[1]).toMatch(/^"scan 2" .*found too small.*does not include the scan/);
    expect(marks).toHaveLength(1);
  });

  it.each(['difference', 'iad'])('is reported for "%s"', async name => {
    const { messages } = await warningsOf(mean, step('compared', name, ['s2', 'mean']));
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatch(/σ .*too large/);
  });

  it('is detected through the steps applied to both', async () => {
    const both = step('both', 'average', ['a1', 'a2']);
    const ofBoth = (from: string) =>
      warningsOf(...smooth, both, step('d', 'difference', [from, 'both']));
    expect((await ofBoth('a2')).messages).toHaveLength(1);
    expect((await ofBoth('s2')).messages).toHaveLength(1);
    expect((await ofBoth('s3')).messages).toEqual([]);
  });

  it('is not reported for independent inputs', async () => {
    const other = step('compared', 'difference', ['s3', 'mean']);
    expect(await warningsOf(mean, other)).toMatchObject({ messages: [] });
    const without = step('mean', 'average', ['s1', 's2'], { weights: [1, 0] });
    expect((await warningsOf(without, step('d', 'difference', ['s2', 'mean']))).messages).toEqual(
      []
    );
  });

  it('is not reported for two cuts of one map', async () => {
    const map = scanOf(measured(grid(energies(9658, 0.3, 4), energies(8630, 0.3, 12))));
    const cuts = [9658, 9658.6].map((at, i) => step(`c${i}`, 'cut', ['m'], { type: 'CIE', at }));
    const steps = [...cuts, step('d', 'difference', ['c0', 'c1'])];
    const results = await run({ scans: [], steps }, [{ name: 'map', id: 'm', scan: map }]);
    expect(results[2].error).toBeNull();
    expect(results[2].warnings.map(({ code }) => code)).not.toContain('difference/not-independent');
  });
});
