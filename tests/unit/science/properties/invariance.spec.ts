import { cases } from '../../../../bench/coverage/cases';
import type { StepEntry } from '../../../../src/analysis/document/types';
import type { Scan } from '../../../../src/formats';
import { dice } from '../montecarlo';
import { changed, countedScans, stepsOf } from './counted';
import { departures, flatResult, type Flat, type Ways } from './results';
import { jittered, rescaled, reversed, translated, translatedStep } from './transforms';

const same: Ways = [value => value];

interface Result {
  scans: Record<string, Scan>;
  steps: StepEntry[];
  base: Flat;
}

/** Each step and chain with its results for some scans. */
const results = new Map<string, Result>();

beforeAll(async () => {
  for (const one of cases) {
    const scans = countedScans(one.scans);
    const steps = stepsOf(one);
    results.set(one.name, { scans, steps, base: await flatResult(scans, steps) });
  }
});

const names = cases.map(({ name }) => name);

/** Expect each result to follow from the one without a change. */
async function expectFollowing(
  name: string,
  change: (scan: Scan) => Scan,
  { ways = same, share = 1e-7, moved = (entry: StepEntry) => entry, but = /$^/ } = {}
): Promise<void> {
  const { scans, steps, base } = results.get(name)!;
  const other = await flatResult(changed(scans, change), steps.map(moved));
  expect(departures(base, other, ways, share).filter(text => !but.test(text))).toEqual([]);
}

describe('no step depends on', () => {
  it.each(names)('the direction of a scan: %s', async name => {
    await expectFollowing(name, reversed, { share: 1e-12 });
  });

  it.each(names)('rounding of the energies: %s', async name => {
    const random = dice(9);
    await expectFollowing(name, scan => jittered(scan, random));
  });

  it.each(names)('the unit of the monitor: %s', async name => {
    const ways: Ways = [value => value, value => value / 1e3, value => value * 1e3];
    // with equal weights χ² is the sum of squares itself
    const but = results.get(name)!.steps.some(({ parameters }) => isUnweighted(parameters))
      ? /^redchi/
      : undefined;
    await expectFollowing(name, scan => rescaled(scan, 1e3), { ways, but });
  });

  // an analyser's angles and the lines of a table have fixed positions
  const placed = /energyAxis|braggAngles|referenceLines/;

  it.each(names.filter(name => !placed.test(name)))(
    'the position of the energies: %s',
    async name => {
      const by = 1024;
      await expectFollowing(name, scan => translated(scan, by), {
        ways: [value => value, value => value + by],
        moved: entry => translatedStep(entry, by),
        // of a line at 0 eV, and of an exact fit only rounding
        but: /^intercept|^redchi off/
      });
    }
  );
});

function isUnweighted({ weights, model }: StepEntry['parameters']): boolean {
  return weights === 'none' || model === 'endpoints';
}
