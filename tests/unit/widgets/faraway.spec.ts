import { defaultAxesView } from '../../../src/analysis/document/index';
import { framed, type ICurve } from '../../../src/plots';
import { farAway } from '../../../src/widgets/stage/faraway';

function curve(label: string, low: number, isActive = false): ICurve {
  const energy = Float64Array.of(low, low + 5, low + 10);
  const data = { axis: 'emission' as const, energy, intensity: energy, sigma: energy };
  return { key: label, label, color: '#123456', data, isActive, isStale: false };
}

const active = curve('active', 9650, true);
const seen: [number, number][] = [];
const noteOf = (...others: ICurve[]) =>
  farAway(framed([active, ...others], defaultAxesView), range => seen.push([...range]));

describe('the note about curves far away', () => {
  it('has a range for each group of curves, which never includes what is visible', () => {
    const [note] = noteOf(curve('c', 12000), curve('a', 7000), curve('b', 7002));
    expect(note.text).toBe(
      'Far away, at 7000.00 to 7012.00 eV: a, b; at 12000.00 to 12010.00 eV: c.'
    );
    void note.action?.run();
    expect(seen).toEqual([[7000, 12010]]);
  });

  it('names five curves, whatever their groups, and counts the others', () => {
    const low = ['a', 'b', 'c'].map(label => curve(label, 7000));
    const high = ['d', 'e', 'f', 'g'].map(label => curve(label, 12000));
    expect(noteOf(...low, ...high)[0].text).toBe(
      'Far away, at 7000.00 to 7010.00 eV: a, b, c; at 12000.00 to 12010.00 eV: d, e and 2 more.'
    );
    expect(noteOf(...low, high[0], high[1])[0].text).not.toContain('more');
  });

  it('is hidden if nothing is far away, or nothing is drawn', () => {
    expect(noteOf(curve('near', 9655))).toEqual([]);
    expect(farAway(null, () => undefined)).toEqual([]);
  });
});
