import { readFileSync } from 'node:fs';
import { reachedOf, reachWarnings } from '../../../src/formats/metadata';
import { scanMap } from '../../../src/science';
import { describeReal } from './realscans';
import { readI20Dat } from './i20';

const arm = (counts: number[], monitor: number[], emission = counts.map((_, i) => 9000 + i)) => ({
  name: 'upper' as const,
  emission: Float64Array.from(emission),
  counts: Float64Array.from(counts),
  intensity: Float64Array.from(counts, (n, i) => n / (monitor[i] > 0 ? monitor[i] : NaN)),
  sigma: new Float64Array(counts.length),
  bragg: null
});
const codes = (one: ReturnType<typeof arm>) =>
  reachWarnings(reachedOf(one), one.emission.length).map(({ code }) => code);

describe('unusable points', () => {
  it('are not an early stop of a complete scan', () => {
    const one = arm([5, 5, NaN, 5, -3, 5], [9, 0, 9, Infinity, 9, 9]);
    expect(reachedOf(one)).toEqual({ reached: 6, bad: 3 });
    expect(codes(one)).toEqual(['scan/bad-points']);
    expect(codes(arm([1, 2, 3], [9, 9, 9]))).toEqual([]);
  });

  it('at the end of a complete scan are bad if something was counted', () => {
    expect(reachedOf(arm([5, 5, 5], [9, 9, 0]))).toEqual({ reached: 3, bad: 1 });
  });

  it('that were never reached are an early stop', () => {
    const nowhere = arm([5, 5, 0, 0], [9, 9, 0, 0], [9000, 9001, NaN, NaN]);
    expect(reachedOf(nowhere)).toEqual({ reached: 2, bad: 0 });
    expect(codes(nowhere)).toEqual(['scan/aborted']);
    expect(codes(arm([5, 5, NaN, NaN], [9, 9, NaN, NaN]))).toEqual(['scan/aborted']);
  });
});

describeReal('a real map with damage', scan => {
  const text = () => readFileSync(scan('XES_ZnZSM5_air500_279192_1.dat'), 'latin1');
  /** Put a value into a column of some of the rows. */
  const damaged = (column: string, value: string, isHit: (row: number) => boolean) => {
    const lines = text().split('\n');
    const header = lines.findIndex(line => line.startsWith('#') && line.includes('\t'));
    const at = lines[header]
      .slice(1)
      .split('\t')
      .map(name => name.trim())
      .indexOf(column);
    let row = 0;
    const changed = lines.map(line => {
      if (line.startsWith('#') || line.trim() === '' || !isHit(row++)) {
        return line;
      }
      const cells = line.split('\t');
      cells[at] = value;
      return cells.join('\t');
    });
    return readI20Dat(changed.join('\n'));
  };

  it.each([
    ['I1', 'NaN'],
    ['I1', '0.00'],
    ['I1', '-5.0'],
    ['FF_medipix1', '-7.0'],
    ['FF_medipix1', 'NaN']
  ])('%s = %s in the middle is reported as such', (column, value) => {
    const read = damaged(column, value, row => row === 400 || row === 401);
    expect(read.points).toEqual({ planned: 867, measured: 867 });
    expect(read.warnings.map(({ code }) => code)).toEqual(['scan/bad-points']);
    expect(read.warnings[0].message).toMatch(/^2 of 867 points/);
  });

  it('without any monitor signal are refused with a message', () => {
    const dark = damaged('I1', '0.00', () => true);
    expect(() => scanMap(dark, dark.channels[0])).toThrow(
      expect.objectContaining({ code: 'scan/no-intensity' })
    );
  });
});
