import type { Value } from '../../../../src/analysis/steps';
import {
  correlated,
  repeated,
  saidOnce,
  sharing
} from '../../../../src/analysis/steps/sharednoise';
import { dice, measure } from '../../science/montecarlo';
import { applied } from './applied';

const energies = Array.from({ length: 101 }, (_, i) => i);
const curve = (seed: number): Value => ({
  kind: 'spectrum',
  axis: 'emission',
  spectrum: measure(energies, e => 1e4 * Math.exp(-((e - 50) ** 2) / 50) + 1e3, dice(seed))
});
const codes = (warnings: readonly { code: string }[]) => warnings.map(({ code }) => code);

describe('what is said of points that share noise', () => {
  it('is said once to a person, whatever says it', () => {
    const smooth = applied('smooth', [curve(1)]).values;
    const { warnings } = applied('fit', smooth, {
      model: 'gaussian+constant',
      set: { center: 50, sigma: 5 }
    });
    const messages = warnings.map(({ message }) => message);
    expect(messages).toEqual(expect.arrayContaining([correlated, sharing]));
    expect(codes(warnings)).toContain('spectrum/correlated');
    const said = saidOnce(warnings);
    expect(said.filter(({ message }) => /share/.test(message))).toEqual([
      { code: 'sigma/approximate', message: correlated }
    ]);
    // all else stays
    const others = warnings.filter(({ message }) => !/share/.test(message));
    expect(said).toEqual(expect.arrayContaining(others));
    expect(said).toHaveLength(others.length + 1);
  });

  it('is what a warning says, where no mark does', () => {
    const only = [{ code: 'spectrum/correlated', message: 'The points share.' }];
    expect(saidOnce(only)).toEqual(only);
    expect(saidOnce([...only, { code: 'a/b', message: 'Other.' }])).toHaveLength(2);
  });
});

describe('a scan that is averaged with itself', () => {
  it('is named by the quality page and the average, and what is made of that is marked', () => {
    const scans = [curve(1), curve(1), curve(2)];
    const quality = applied('consistency', scans).warnings;
    expect(quality).toContainEqual(expect.objectContaining({ code: 'average/repeated' }));
    const [{ message }] = quality.filter(({ code }) => code === 'average/repeated');
    expect(message).not.toMatch(/^Scans 1 and 2/);

    const average = applied('average', scans);
    expect(average.warnings.map(one => one.message)).toEqual(
      expect.arrayContaining([message, repeated])
    );
    expect(codes(saidOnce(average.warnings))).toEqual(['average/repeated']);
    const smooth = applied('area', average.values, {});
    expect(smooth.warnings).toContainEqual({ code: 'sigma/approximate', message: repeated });
    expect(applied('average', [curve(1), curve(2)]).warnings).toEqual([]);
  });
});
