import type { JSONValue, StepEntry } from '../../../src/analysis/document/index';
import { steps } from '../../../src/analysis/steps';
import { emptyDocument } from '../../../src/analysis/document/index';
import { inputsBeside } from '../../../src/widgets/stage/besideinputs';
import {
  drawableOf,
  modelMarks,
  pickableNames,
  draggedParameter,
  stepMarks,
  withoutSpan,
  withSpan
} from '../../../src/widgets/stage/stepmarks';

function step(name: string) {
  const found = steps.find(entry => entry.name === name);
  if (!found) {
    throw new Error(`no step ${name}`);
  }
  return found;
}

/** Marks of a step of spectra along ω. */
function marksOf(name: string, parameters: StepEntry['parameters']) {
  return stepMarks(step(name), pickableNames(step(name), 'emission'), parameters);
}

describe('the parameters of a step along the plotted energy', () => {
  it.each([
    ['normalise', ['range']],
    ['background', ['exclude', 'include']],
    ['moments', ['range']],
    ['calibrate', ['found']],
    ['fit', ['range']],
    ['smooth', []]
  ])('of %s are %p', (name, names) => {
    expect(pickableNames(step(name), 'emission')).toEqual(names);
  });

  it('are those of the plotted energy alone, and none of a map or a scan', () => {
    expect(pickableNames(step('rebin'), 'emission')).toEqual(['width', 'range']);
    expect(pickableNames(step('rebin'), 'incident')).toEqual(['width', 'range', 'e0']);
    for (const name of ['cut', 'lineCut', 'normaliseArm']) {
      expect(pickableNames(step(name), 'incident')).toEqual([]);
    }
  });

  it('are marks: each range of a list, an energy as a line', () => {
    expect(
      marksOf('background', {
        exclude: [
          [9630, 9668],
          [9680, 9690]
        ],
        include: [[9600, 9700]]
      })
    ).toEqual([
      expect.objectContaining({
        key: 'exclude.0',
        kind: 'range',
        low: 9630,
        high: 9668,
        label: 'Exclude 1',
        style: 'left-out',
        name: 'exclude',
        index: 0
      }),
      expect.objectContaining({ key: 'exclude.1', label: 'Exclude 2', low: 9680 }),
      expect.objectContaining({ key: 'include.0', label: 'Include', style: 'used' })
    ]);
    expect(marksOf('calibrate', { found: [9572, 9585] })).toMatchObject([
      { key: 'found.0', kind: 'energy', low: 9572, high: 9572 },
      { key: 'found.1', kind: 'energy', low: 9585, high: 9585 }
    ]);
    expect(marksOf('normalise', { range: [1, 2] })).toMatchObject([
      { key: 'range', low: 1, high: 2, label: 'Range', index: null }
    ]);
  });

  it.each<[string, StepEntry['parameters']]>([
    ['normalise', {}],
    ['normalise', { range: null }],
    ['normalise', { range: [2, 1] }],
    ['normalise', { range: 'here' }],
    [
      'background',
      {
        exclude: [
          [1, 2],
          [4, 3]
        ]
      }
    ],
    ['background', { exclude: { 0: [1, 2] } }],
    ['calibrate', { found: [1, 'two'] }],
    ['rebin', { width: 2 }]
  ])('of %s have no mark if they are %j', (name, parameters) => {
    expect(marksOf(name, parameters)).toEqual([]);
  });
});

describe('a picked parameter', () => {
  const { exclude } = step('background').parameters;
  const { range } = step('normalise').parameters;
  const { found } = step('calibrate').parameters;
  const { width } = step('rebin').parameters;
  const two: JSONValue = [
    [1, 2],
    [3, 4]
  ];

  it('has the new value in place of the old one, or after the others', () => {
    expect(withSpan(exclude, two, { index: 1 }, [5, 6])).toEqual([
      [1, 2],
      [5, 6]
    ]);
    expect(withSpan(exclude, two, { index: 2 }, [5, 6])).toEqual([
      [1, 2],
      [3, 4],
      [5, 6]
    ]);
    expect(withSpan(exclude, undefined, { index: 0 }, [5, 6])).toEqual([[5, 6]]);
    expect(withSpan(exclude, 'junk', { index: 0 }, [5, 6])).toEqual([[5, 6]]);
    expect(withSpan(range, [1, 2], { index: null }, [5, 6])).toEqual([5, 6]);
    expect(withSpan(found, [1], { index: 1 }, [5, 5])).toEqual([1, 5]);
    expect(withSpan(width, 1, { index: null }, [8639.3, 8639.7])).toBe(0.4);
    expect(two).toEqual([
      [1, 2],
      [3, 4]
    ]); // the content of a document is never changed
  });

  it('is none if it could not be read again', () => {
    expect(withSpan(range, [1, 2], { index: null }, [5, 5])).toBeUndefined();
    expect(withSpan(range, [1, 2], { index: null }, [NaN, 5])).toBeUndefined();
    expect(withSpan(exclude, two, { index: 0 }, [1, Infinity])).toBeUndefined();
    expect(withSpan(width, 1, { index: null }, [5, 5])).toBeUndefined();
  });

  it('loses one of its values, and with the last one the parameter; required ones stay', () => {
    expect(withoutSpan(exclude, two, { index: 0 })).toEqual([[3, 4]]);
    expect(withoutSpan(exclude, [[1, 2]], { index: 0 })).toBeUndefined();
    expect(withoutSpan(range, [1, 2], { index: null })).toBeUndefined();
    expect(withoutSpan(found, [1], { index: 0 })).toEqual([]);
  });

  it('is drawn by its role; Alt draws excluded ranges, else the range', () => {
    expect([exclude, range, found, width].map(drawableOf)).toEqual([
      'range',
      'range',
      'energy',
      'range'
    ]);
    expect(draggedParameter(step('background'), ['exclude', 'include'])).toBe('exclude');
    expect(draggedParameter(step('rebin'), ['width', 'range'])).toBe('range');
    expect(draggedParameter(step('calibrate'), ['found'])).toBeNull();
  });
});

describe('inputs next to the result', () => {
  const scans = ['s1', 's2', 's3'].map(id => ({ id, path: `${id}.nxs` }));
  const document = {
    ...emptyDocument(),
    scans: [...scans, { id: 'r', path: 'r', role: 'reference' as const }]
  };
  const ids = (name: string, from: StepEntry['from']) =>
    inputsBeside(document, { from }, step(name)).map(({ id }) => id);

  it('are drawn if energies are picked on them: of numbers, and if the result has other energies', () => {
    expect(ids('moments', ['s2', 'average-1'])).toEqual(['s2', 'average-1']);
    expect(ids('calibrate', ['s1'])).toEqual(['s1']);
    for (const name of ['normalise', 'background', 'fit', 'smooth', 'cut', 'pixelEdges']) {
      expect(ids(name, ['s1'])).toEqual([]);
    }
  });

  it('are no maps; without a result, only known curves', () => {
    const kinds: Record<string, boolean | null> = { s1: true, s2: null, s3: false };
    const of = (isFailed: boolean, name: string) =>
      inputsBeside(document, { from: ['scans'] }, step(name), isFailed, ({ id }) => kinds[id]).map(
        ({ id }) => id
      );
    expect(of(true, 'background')).toEqual(['s3']);
    expect(of(false, 'background')).toEqual([]);
    expect(of(false, 'moments')).toEqual(['s2', 's3']);
  });

  it('are the samples, one by one, if it works on all scans', () => {
    expect(ids('moments', ['scans'])).toEqual(['s1', 's2', 's3']);
    const from = [{ id: 'scans', channel: 'lower', except: ['s2:lower'] }];
    expect(inputsBeside(document, { from }, step('moments'))).toEqual([
      { id: 's1', channel: 'lower' },
      { id: 's3', channel: 'lower' }
    ]);
    expect(ids('moments', [{ id: 'scans', only: ['s3'] }])).toEqual(['s3']);
  });
});

describe('the starts of the lines of a model', () => {
  const fit = step('fit');
  const parameters = { model: 'gaussian+linear', set: { sigma: 2 } };
  const found = (name: string) => (name === 'center' ? 9650.5 : 1);

  it('are lines at their found positions, or their given starts', () => {
    const at = (set: JSONValue) =>
      modelMarks(fit, { ...parameters, set }, found).map(({ key, low, label }) => [
        key,
        low,
        label
      ]);
    expect(at({ sigma: 2 })).toEqual([['set.center', 9650.5, 'center']]);
    expect(at({ center: 9640 })).toEqual([['set.center', 9640, 'center']]);
    expect(modelMarks(fit, parameters, () => undefined)).toEqual([]);
    expect(modelMarks(fit, parameters, () => NaN)).toEqual([]);
    expect(modelMarks(fit, { model: 'no such shape' }, found)).toEqual([]);
    expect(modelMarks(step('normalise'), {}, found)).toEqual([]);
  });

  it('have no mark if they are tied by hand, whatever their start', () => {
    const two = {
      model: 'gaussian+voigt',
      tie: { voigt_center: 'center + 5' },
      set: { voigt_center: 9630, center: 9640 }
    };
    const members = (parameters: StepEntry['parameters']) =>
      modelMarks(fit, parameters, () => 9650).map(({ member }) => member);
    expect(members({ ...two, tie: {} })).toEqual(['center', 'voigt_center']);
    expect(members(two)).toEqual(['center']);
    expect(members({ ...two, tie: { sigma: '2' } })).toHaveLength(2);
    expect(members({ ...two, tie: 'no tie' })).toHaveLength(2);
  });

  it('are dragged, and reset, without a change of the others', () => {
    const { set } = fit.parameters;
    const target = { index: null, member: 'center' };
    expect(withSpan(set, parameters.set, target, [9641, 9641])).toEqual({ sigma: 2, center: 9641 });
    expect(withSpan(set, undefined, target, [9641, 9641])).toEqual({ center: 9641 });
    expect(withoutSpan(set, { sigma: 2, center: 9641 }, target)).toEqual({ sigma: 2 });
    expect(withoutSpan(set, { center: 9641 }, target)).toBeUndefined();
  });
});
