/** @jest-environment jsdom */
import * as fc from 'fast-check';
import { ticksOf, tickTexts } from '../../../../src/figures/paper/ticks';

/** The parts of plotly's own code that are used here; it has no types. */
const { calcTicks, setConvert } = jest.requireActual<{
  setConvert(axis: object, layout: object): void;
  calcTicks(axis: object): { x: number }[];
}>('plotly.js/src/plots/cartesian/axes');

interface IAxisRequest {
  letter: 'x' | 'y';
  range: [number, number];
  isLog: boolean;
  length: number;
  count?: number;
}

/** The ticks that plotly itself finds along an axis. */
function plotlyTicks({ letter, range, isLog, length, count }: IAxisRequest): number[] {
  const size = { l: 0, r: 0, t: 0, b: 0, w: length, h: length };
  const axis = {
    _id: letter,
    _name: `${letter}axis`,
    type: isLog ? 'log' : 'linear',
    range: [...range],
    domain: [0, 1],
    tickmode: 'auto',
    nticks: count ?? 0,
    showticklabels: true,
    ticks: 'outside',
    exponentformat: 'none',
    tickformat: '.3f',
    separatethousands: false,
    _separators: '.,',
    tickfont: { size: 11 },
    autorange: false,
    _length: length
  };
  setConvert(axis, { _size: size });
  return calcTicks(axis).map(({ x }) => x);
}

function expectSame(request: IAxisRequest): void {
  const [own, theirs] = [ticksOf(request), plotlyTicks(request)];
  const extent = Math.abs(request.range[1] - request.range[0]);
  const sorted = theirs.sort((one, other) => one - other);
  expect(own).toHaveLength(sorted.length);
  own.forEach((value, i) => expect(Math.abs(value - sorted[i])).toBeLessThan(1e-6 * extent));
}

describe('ticks on paper are those of the screen', () => {
  it.each<[string, IAxisRequest]>([
    ['of an emission line', { letter: 'x', range: [9557.4, 9620.4], isLog: false, length: 241 }],
    ['of a map', { letter: 'y', range: [8627.85, 8650.05], isLog: false, length: 180 }],
    ['of transfers', { letter: 'y', range: [1007.9, 1034.8], isLog: false, length: 300 }],
    ['that run downwards', { letter: 'x', range: [9662, 9658], isLog: false, length: 500 }],
    ['of small intensities', { letter: 'y', range: [-1.2e-5, 3.4e-4], isLog: false, length: 160 }],
    ['of few', { letter: 'y', range: [0, 0.055], isLog: false, length: 160, count: 4 }],
    ['of three decades', { letter: 'y', range: [-4.2, -1.1], isLog: true, length: 200 }],
    ['of nine decades', { letter: 'y', range: [-3, 6], isLog: true, length: 200 }],
    ['within a decade', { letter: 'y', range: [0.2, 0.9], isLog: true, length: 200 }]
  ])('%s', (_, request) => expectSame(request));

  it('of any axis', () => {
    const axis = fc.record({
      letter: fc.constantFrom('x' as const, 'y' as const),
      low: fc.double({ min: -1e4, max: 1e4, noNaN: true }),
      extent: fc.double({ min: 1e-3, max: 1e5, noNaN: true }),
      length: fc.integer({ min: 40, max: 900 })
    });
    fc.assert(
      fc.property(axis, ({ letter, low, extent, length }) => {
        const range: [number, number] = [low, low + extent];
        const request = { letter, range, isLog: false, length };
        fc.pre(isDecided(request));
        expectSame(request);
      })
    );
  });

  it('of an empty extent are none', () => {
    expect(ticksOf({ letter: 'x', range: [3, 3], isLog: false, length: 100 })).toEqual([]);
    expect(ticksOf({ letter: 'x', range: [NaN, 1], isLog: false, length: 100 })).toEqual([]);
  });
});

/** Whether the choice of step does not depend on rounding, nor an end is a tick. */
function isDecided({ letter, range: [low, high], length }: IAxisRequest): boolean {
  const count = Math.max(4, Math.min(9, length / (letter === 'x' ? 80 : 40))) + 1;
  const rough = Number(((high - low) / count).toPrecision(9));
  const ticks = ticksOf({ letter, range: [low, high], isLog: false, length });
  const step = ticks.length > 1 ? ticks[1] - ticks[0] : high - low;
  const areFar = [low, high].every(end => Math.abs(end / step - Math.round(end / step)) > 1e-3);
  return areFar && !/^[125]e/.test(rough.toExponential());
}

describe('numbers at ticks', () => {
  it('have the same number of decimals, and a true minus', () => {
    expect(tickTexts([-0.05, 0, 0.05, 0.1], false, false).texts).toEqual([
      '−0.05',
      '0',
      '0.05',
      '0.10'
    ]);
    expect(tickTexts([8638, 8640], false, true).texts).toEqual(['8638', '8640']);
    expect(tickTexts([9658.5, 9659], false, true).texts).toEqual(['9658.5', '9659.0']);
  });

  it('share a factor if they are tiny or large', () => {
    expect(tickTexts([0, 2e-5, 4e-5], false, false)).toEqual({
      texts: ['0', '2', '4'],
      factor: '×10⁻⁵'
    });
    expect(tickTexts([1e6, 2e6], false, false)).toEqual({ texts: ['1', '2'], factor: '×10⁶' });
    expect(tickTexts([120000], false, true)).toEqual({ texts: ['120000'], factor: '' });
  });

  it('are powers on a logarithmic axis', () => {
    expect(tickTexts([-5, -2, 0, 3, 6], true, false).texts).toEqual([
      '10⁻⁵',
      '0.01',
      '1',
      '1000',
      '10⁶'
    ]);
  });
});
