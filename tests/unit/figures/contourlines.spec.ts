import { contourLines, levelsOf } from '../../../src/figures';
import { contourCentre, contours, type ContourLine } from '../../../src/science';
import { makeMap } from '../plots/maps';
import { steps } from '../science/synthetic';

const square = steps(0, 1, 12);
/** Two hills: a high one about (6, 6), a low one about (2, 2). */
const hills = makeMap(square, square, (i, j) =>
  Math.max(4 - Math.hypot(i - 6, j - 6), 3 - Math.hypot(i - 2, j - 2))
);

describe('the drawn contours', () => {
  it('are those of the engine, one after another', () => {
    const found = contourLines(hills, { count: 3, scale: 'linear', levels: [2.5, 1.5] });
    const wanted = contours(hills, [1.5, 2.5]);
    expect(found.levels).toEqual([1.5, 2.5]);
    const lines = wanted.flatMap(({ lines: own }, level) => own.map(line => ({ ...line, level })));
    expect([...found.levelOf]).toEqual(lines.map(({ level }) => level));
    expect([...found.closed]).toEqual(lines.map(({ isClosed }) => Number(isClosed)));
    lines.forEach((line, k) => {
      const [from, to] = [found.starts[k], found.starts[k + 1]];
      expect(found.incident.slice(from, to)).toEqual(line.incident);
      expect(found.emission.slice(from, to)).toEqual(line.emission);
    });
    expect(found.starts.at(-1)).toBe(found.incident.length);
  });

  it('mark the centre of the largest closed line of each level', () => {
    const { centres } = contourLines(hills, { count: 1, scale: 'linear', levels: [1.5, 3.5] });
    expect(centres.map(({ level }) => level)).toEqual([1.5, 3.5]);
    centres.forEach(({ incident, emission }) => {
      expect(incident).toBeCloseTo(6, 10);
      expect(emission).toBeCloseTo(6, 10);
    });
  });

  it('have a default number of levels', () => {
    expect(levelsOf(hills, { count: 4, scale: 'linear' })).toHaveLength(4);
    expect(() => contourLines(hills, { count: 0, scale: 'linear' })).toThrow(
      expect.objectContaining({ code: 'spectrum/parameter' })
    );
    const flat = makeMap(square, square, () => 1);
    expect(contourLines(flat, { count: 4, scale: 'linear' })).toMatchObject({
      levels: [],
      centres: []
    });
  });

  it('are refused if they only follow noise', () => {
    const axis = steps(0, 1, 260);
    const board = makeMap(axis, axis, (i, j) => (i + j) % 2);
    expect(() => contourLines(board, { count: 3, scale: 'linear' })).toThrow(
      expect.objectContaining({ code: 'contours/too-many' })
    );
  });
});

describe('the centre of a closed line', () => {
  const line = (places: [number, number][], isClosed = true): ContourLine => ({
    incident: Float64Array.from(places, ([x]) => x),
    emission: Float64Array.from(places, ([, y]) => y),
    isClosed
  });

  it('is the centroid of the enclosed area, in either direction, far from zero too', () => {
    const corner: [number, number][] = [
      [9000, 8000],
      [9003, 8000],
      [9000, 8006]
    ];
    for (const places of [corner, [...corner].reverse()]) {
      expect(contourCentre(line(places))).toEqual({ incident: 9001, emission: 8002, area: 9 });
    }
  });

  it('is undefined for an open line, and for one that encloses nothing', () => {
    const places: [number, number][] = [
      [0, 0],
      [1, 1]
    ];
    expect(contourCentre(line(places, false))).toBeNull();
    expect(contourCentre(line(places))).toBeNull();
  });
});
