import { cases } from '../../../bench/coverage/cases';
import { measure } from '../../../bench/coverage/measure';

const trials = 150;

/** Statistical errors by which a fault must exceed the tolerance: none of these rows comes near. */
const errors = 4;

/**
 * Steps and chains, by their names in `npm run coverage`, and counts at the highest point at which
 * all of their numbers are right.
 */
const right: readonly (readonly [string, readonly number[]])[] = [
  ['spectrum', [100, 3]],
  ['deadTime', [100]],
  ['cut CEE', [3]],
  ['mapDifference → cut → area', [3]],
  ['average, ratio of sums', [1e4, 3]],
  ['stitch → area of the scaled part', [100]],
  ['rebin → area', [100, 3]],
  ['area of a part', [3]],
  ['normalise → area of a part', [100]],
  ['average → area', [1e4]],
  ['normalise by reference → area', [1e4]],
  ['difference → area', [100, 3]],
  ['background linear', [1e4]],
  ['fit', [1e4, 100]]
];

const tests = right.flatMap(([name, levels]) => levels.map(level => ({ name, level })));

describe('values and σ are right in repeated trials', () => {
  it.each(tests)('$name at $level counts', async ({ name, level }) => {
    const one = cases.find(found => found.name === name);
    const rows = one ? await measure(one, level, { trials, errors }) : [];
    expect(rows.length).toBeGreaterThan(0);
    const others = rows.filter(({ verdict }) => verdict !== 'right');
    expect(others.map(({ quantity, faults }) => `${quantity}: ${faults.join(', ')}`)).toEqual([]);
  });
});
