import fc from 'fast-check';
import {
  defaultView,
  emptyDocument,
  loneScanDocument,
  readDocument,
  writeDocument
} from '../../../../src/analysis/document/index';
import { documentSchema } from '../../../../src/analysis/document/schema';
import { steps as registered } from '../../../../src/analysis/steps';
import { documents } from './arbitrary';
import { published, validate } from './schema';

const scan = { id: 's1', path: 'a.nxs' };
const step = { id: 'a', step: 'smooth', from: ['scans'], parameters: {} };
const valid = { type: 'xes-analysis', version: 3, scans: [scan], steps: [step] };
const read = (json: unknown) => readDocument(JSON.stringify(json));
const withStep = (patch: object) => ({ ...valid, steps: [{ ...step, ...patch }] });
const withScan = (patch: object) => ({ ...valid, scans: [{ ...scan, ...patch }] });
const refused = (code: string) => expect.objectContaining({ code: `analysis/${code}` }) as Error;

describe('a written document', () => {
  it('is allowed by the published schema, and reads back the same', () => {
    fc.assert(
      fc.property(documents, document => {
        const text = writeDocument(document);
        const json = JSON.parse(text) as { steps: { step: string }[] };
        // known steps have their own parameters, and these are of any kind
        const unknown = {
          ...json,
          steps: json.steps.map(entry => ({ ...entry, step: 'of later' }))
        };
        expect(validate(unknown) ? [] : validate.errors).toEqual([]);
        const again = readDocument(text);
        expect(again).toEqual(document);
        expect(writeDocument(again)).toBe(text);
      })
    );
  });

  it('ends with a newline, and is two-space JSON with its keys in a fixed order', () => {
    const mixed = { steps: [], scans: [{ path: 'b', id: 'b' }], view: defaultView() };
    expect(writeDocument({ ...mixed, version: 3, type: 'xes-analysis' })).toMatch(
      /^\{\n {2}"type": "xes-analysis",\n {2}"version": 3,\n {2}"scans": \[\n {4}\{\n {6}"id": "b",\n[^]*\}\n$/
    );
  });
});

describe('an empty text', () => {
  it('is a new analysis with the user’s preferences', () => {
    expect(readDocument(' \n')).toEqual(emptyDocument());
    expect(readDocument('\uFEFF')).toEqual(emptyDocument());
    const map = { colorMap: 'magma', percentile: [1, 99] as const };
    expect(readDocument('', { map })).toEqual(emptyDocument(map));
    expect(emptyDocument(map).view.map).toEqual({ ...emptyDocument().view.map, ...map });
  });

  it('of a scan opened on its own shows it', () => {
    const document = readDocument('', { scan: 'a.nxs' });
    expect(document).toEqual(loneScanDocument('a.nxs'));
    expect(document).toMatchObject({
      scans: [{ id: 's1', path: 'a.nxs' }],
      view: { shown: [{ id: 's1' }], active: { id: 's1' }, firstCuts: 'auto' }
    });
    expect(readDocument(writeDocument(document), { scan: 'a.nxs' })).toEqual(document);
  });
});

describe('a document saved for a scan', () => {
  it('belongs to that scan, even after a rename', () => {
    const stored = writeDocument({ ...loneScanDocument('old.nxs'), steps: [] });
    expect(readDocument(stored, { scan: 'new.nxs' })).toEqual(loneScanDocument('new.nxs'));
    const more = read({
      ...valid,
      scans: [
        { ...scan, label: 'x' },
        { id: 'r', path: 'r.nxs' }
      ]
    });
    expect(readDocument(writeDocument(more), { scan: 'n' }).scans).toEqual([
      { id: 's1', path: 'n', label: 'x' },
      { id: 'r', path: 'r.nxs' }
    ]);
  });
});

describe('a document', () => {
  it('may start with a byte order mark', () => {
    expect(readDocument(`\uFEFF${writeDocument(emptyDocument())}`)).toEqual(emptyDocument());
  });

  it('has few required keys', () => {
    expect(read({ type: 'xes-analysis', version: 3, scans: [] })).toEqual(emptyDocument());
    expect(read(withStep({ parameters: undefined })).steps).toEqual([step]);
  });

  it('drops unknown keys, as the schema allows', () => {
    const more = {
      ...valid,
      future: 1,
      scans: [{ ...scan, future: 1 }],
      steps: [{ ...step, future: 1, from: [{ id: 's1', channel: 'lower', future: 1 }] }]
    };
    expect(validate(more)).toBe(true);
    expect(read(more)).toEqual({
      ...emptyDocument(),
      scans: [scan],
      steps: [{ ...step, from: [{ id: 's1', channel: 'lower' }] }]
    });
  });

  it('preserves an unknown step with all its parameters', () => {
    const later = { step: 'of later', parameters: { x: [1, {}, null], y: { z: 'a' } } };
    expect(read(withStep(later)).steps).toEqual([{ ...step, ...later }]);
  });

  it('has one form of a Ref', () => {
    const from = [{ id: 's1' }, { id: 'scans', except: [] }];
    expect(read(withStep({ from })).steps[0].from).toEqual(['s1', 'scans']);
    const twice = { id: 'scans', except: ['s1', 's1'] };
    expect(read(withStep({ from: [twice] })).steps[0].from).toEqual([
      { id: 'scans', except: ['s1'] }
    ]);
  });

  it('may exclude items that do not or no longer exist', () => {
    const from = [{ id: 'scans', except: ['s9', 's1:of any: name/'] }];
    expect(read(withStep({ from })).steps[0].from).toEqual(from);
  });

  it('has digests only if all of them refer to existing items', () => {
    const digest = { kind: 'map', points: 3, sha256: 'a'.repeat(64) };
    const one = { ...digest, ref: { id: 'a' } };
    expect(read({ ...valid, results: [one] }).results).toEqual([one]);
    const dangling = { ...digest, ref: { id: 'b' } };
    expect(read({ ...valid, results: [one, dangling] })).not.toHaveProperty('results');
  });
});

describe('a document is refused', () => {
  const digest = { ref: { id: 'a' }, kind: 'map', points: 1, sha256: 'a'.repeat(64) };
  const wrong: [string, unknown][] = [
    ['no object', [valid]],
    ['another type', { ...valid, type: 'notebook' }],
    ['no version', { ...valid, version: undefined }],
    ['a version in words', { ...valid, version: '__proto__' }],
    ['a version before the first', { ...valid, version: 0 }],
    ['a version between two', { ...valid, version: 2.5 }],
    ['no list of scans', { ...valid, scans: {} }],
    ['no scans', { ...valid, scans: undefined }],
    ['a scan that is none', { ...valid, scans: ['a.nxs'] }],
    ['a scan without a path', withScan({ path: undefined })],
    ['a scan with an empty path', withScan({ path: '' })],
    ['a scan without an id', withScan({ id: undefined })],
    ['a scan with the reserved id', withScan({ id: 'scans' })],
    ['a scan with a path as its id', withScan({ id: '../a' })],
    ['a role that is none', withScan({ role: 'sample' })],
    ['columns that are a list', withScan({ columns: [] })],
    ['an entry that is no text', withScan({ entry: 1 })],
    ['an empty label', withScan({ label: '' })],
    ['a label without an end', withScan({ label: 'a'.repeat(1001) })],
    ['a colour that is none', withScan({ color: 'url(x)' })],
    ['no list of steps', { ...valid, steps: {} }],
    ['a step that is none', { ...valid, steps: ['cut'] }],
    ['a step without an id', withStep({ id: undefined })],
    ['a step with an id that is too long', withStep({ id: 'a'.repeat(65) })],
    ['a step of no kind', withStep({ step: '' })],
    ['a step without inputs', withStep({ from: undefined })],
    ['a step from nothing', withStep({ from: [] })],
    ['a step from a number', withStep({ from: [1] })],
    ['a Ref without an id', withStep({ from: [{ only: ['s1'] }] })],
    ['a Ref to no item', withStep({ from: [{ id: 'scans', only: [] }] })],
    ['a Ref with both sets', withStep({ from: [{ id: 'scans', only: ['s1'], except: ['s1'] }] })],
    ['a Ref with a channel of a list', withStep({ from: [{ id: 's1', channel: ['lower'] }] })],
    ['parameters that are a list', withStep({ parameters: [] })],
    ['off that is false', withStep({ off: false })],
    ['no list of results', { ...valid, results: 1 }],
    ['a result without a digest', { ...valid, results: [{ ...digest, sha256: undefined }] }],
    ['a result with a part of a point', { ...valid, results: [{ ...digest, points: 0.5 }] }]
  ];

  it.each(wrong)('with %s, as the schema does', (_, document) => {
    const json = JSON.parse(JSON.stringify(document)) as unknown;
    expect(validate(json)).toBe(false);
    expect(() => read(json)).toThrow(refused('invalid'));
  });

  it('but an arm of all scans is a valid input of a step', () => {
    const from = [{ id: 'scans', channel: 'lower' }];
    expect(read(withStep({ from })).steps[0].from).toEqual(from);
  });

  const other = { ...step, id: 'b' };
  it.each([
    ['an id given twice', [step, step], 'the id "a" is given twice'],
    ['the id of a scan', [{ ...step, id: 's1' }], 'the id "s1" is given twice'],
    ['itself as its input', [{ ...step, from: ['a'] }], '"a" is no scan, and no step before it'],
    ['a later step as its input', [{ ...step, from: ['b'] }, other], '"b" is no scan'],
    ['an input from nowhere', [{ ...step, from: ['constructor'] }], '"constructor" is no scan'],
    ['an input named twice', [{ ...step, from: ['s1', { id: 's1' }] }], '"s1" is named twice'],
    [
      'one set of items in two orders',
      [
        step,
        {
          ...other,
          from: [
            { id: 'a', only: ['a/s1', 'a'] },
            { id: 'a', only: ['a', 'a/s1'] }
          ]
        }
      ],
      '"a" is named twice'
    ],
    [
      'a channel of a step',
      [step, { ...other, from: [{ id: 'a', channel: 'lower' }] }],
      '"a" is a step, which has no "channel"'
    ],
    [
      'an item of a scan',
      [{ ...step, from: [{ id: 's1', only: ['s1:lower'] }] }],
      '"s1" is a scan, which has no "only"'
    ],
    [
      'an output of all scans',
      [{ ...step, from: [{ id: 'scans', output: 'x' }] }],
      'stands for all scans, which has no "output"'
    ],
    [
      'an item of another step',
      [step, { ...other, from: [{ id: 'a', only: ['c/s1'] }] }],
      'item "c/s1": it is no item of "a"'
    ],
    [
      'an item that is none',
      [step, { ...other, from: [{ id: 'a', except: ['a//s1'] }] }],
      'item "a//s1": it is no item of "a"'
    ],
    [
      'an item of a step among scans',
      [{ ...step, from: [{ id: 'scans', except: ['a/s1'] }] }],
      'item "a/s1": it is no scan'
    ]
  ])('with %s', (_, steps, why) => {
    expect(() => read({ ...valid, steps })).toThrow(refused('invalid'));
    expect(() => read({ ...valid, steps })).toThrow(why);
  });

  it('if it is not JSON, or of a later version', () => {
    expect(() => readDocument('{')).toThrow(refused('invalid'));
    expect(() => readDocument('null')).toThrow(refused('invalid'));
    expect(validate({ ...valid, version: 4 })).toBe(false);
    expect(() => read({ ...valid, version: 4 })).toThrow(refused('newer'));
  });

  it('with "__proto__" among its parameters', () => {
    const text = (parameters: string) =>
      JSON.stringify(withStep({ parameters: 'P' })).replace('"P"', parameters);
    expect(() => readDocument(text('{"a": [{"__proto__": {"b": 1}}]}'))).toThrow(
      '"parameters" of step "a": it has a key "__proto__"'
    );
    expect(() => readDocument('{"__proto__": {"type": "xes-analysis"}}')).toThrow(
      refused('invalid')
    );
    expect(({} as { b?: number }).b).toBeUndefined();
  });

  it('with parameters nested too deeply to be written again', () => {
    const nested = (levels: number) => {
      const text = JSON.stringify(withStep({ parameters: { a: 0 } }));
      return text.replace('"a":0', `"a":${'['.repeat(levels)}${']'.repeat(levels)}`);
    };
    expect(readDocument(nested(50)).steps).toHaveLength(1);
    expect(() => readDocument(nested(51))).toThrow('nested more than 50 levels deep');
    expect(() => readDocument(nested(100_000))).toThrow(refused('invalid'));
    const unknown = JSON.stringify({ ...valid, future: 0 });
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect(readDocument(unknown.replace('"future":0', `"future":${deep}`)).scans).toEqual([scan]);
  });
});

describe('a document that is too large', () => {
  const many = <T>(count: number, make: (i: number) => T) =>
    Array.from({ length: count }, (_, i) => make(i));
  it.each([
    ['scans', 5000, (i: number) => ({ id: `s${i}`, path: 'a.nxs' })],
    ['steps', 2000, (i: number) => ({ ...step, id: `a${i}` })]
  ])('is refused with a message: %s', (name, count, make: (i: number) => object) => {
    const full = { ...valid, steps: [], [name]: many(count, make) };
    expect(validate(full)).toBe(true);
    expect(read(full)).toHaveProperty(`${name}.length`, count);
    const more = { ...valid, steps: [], [name]: many(count + 1, make) };
    expect(validate(more)).toBe(false);
    expect(() => read(more)).toThrow(refused('too-large'));
    expect(() => read(more)).toThrow(`${count} ${name}, not ${count + 1}`);
  });

  it('is refused for unbounded lists of inputs and items', () => {
    const keys = many(10_001, i => `s1:${i}`);
    expect(() => read(withStep({ from: keys }))).toThrow('more than 10000 results');
    expect(() => read(withStep({ from: [{ id: 'scans', only: keys }] }))).toThrow(
      refused('invalid')
    );
  });
});

describe('a view', () => {
  const viewOf = (view: unknown) => read({ ...valid, view }).view;

  it('has the colours of existing items', () => {
    const good = { s1: '#1f77b4', 's1:lower': '#D95F02', 'a/s1': '#1b9e77', 'a#more': '#cc3d8f' };
    const bad = { s1x: '#1f77b4', 'a/no': '#1f77b4', 's1:upper': 'red', ['__proto__']: '#1f77b4' };
    expect(viewOf({ colors: { ...good, ...bad, 's1:x': 1 } }).colors).toEqual(good);
    expect(viewOf({ colors: ['#1f77b4'] })).toEqual(defaultView());
    const document = read({ ...valid, view: { colors: good } });
    expect(readDocument(writeDocument(document))).toEqual(document);
  });

  it.each([
    ['no object', 'near'],
    ['lists that are none', { shown: 1, selected: { id: 's1' }, active: ['s1'], map: [], axes: 2 }],
    [
      'parts of wrong types',
      {
        firstCuts: 'none',
        map: {
          view: 'from above',
          colorMap: 'jet',
          scale: 'cubic',
          limits: [2, 1],
          percentile: [99, 101],
          zoom: { incident: [1, 2], emission: ['a', 1] },
          contours: { count: 0.5 }
        },
        axes: { x: [1, 1], y: [-1e308, 1e308], logY: 'yes' }
      }
    ],
    [
      'Refs to nothing',
      { shown: [{ id: 'b' }, 7], selected: [{ id: 'a', only: [] }], active: { id: 's2' } }
    ]
  ])("falls back to the default if it can't be read: %s", (_, view) => {
    expect(viewOf(view)).toEqual(defaultView());
  });

  it('has the drawing options of curves and maps, valid ones only', () => {
    const waterfall = { offset: 0.25, factor: null };
    const drawn = {
      map: { aspect: 'equal', grid: true },
      axes: { waterfall, grid: false, beside: false }
    };
    const document = read({ ...valid, view: drawn });
    expect(document.view.map).toEqual({ ...defaultView().map, aspect: 'equal', grid: true });
    expect(document.view.axes).toEqual({
      ...defaultView().axes,
      waterfall,
      grid: false,
      beside: false
    });
    expect(readDocument(writeDocument(document))).toEqual(document);
    const none = { offset: null, factor: null };
    for (const bad of [
      { offset: 0, factor: 1 },
      { offset: -1, factor: 0.5 },
      { offset: '1', factor: [2] },
      { offset: 1e301, factor: 1e7 },
      {}
    ]) {
      expect(viewOf({ axes: { waterfall: bad } }).axes.waterfall).toEqual(none);
    }
    const wrong = { waterfall: true, grid: true, beside: true };
    expect(viewOf({ map: { aspect: 1, grid: false }, axes: wrong })).toEqual(defaultView());
  });

  it('of an older document omits what it does not know', () => {
    const text = writeDocument(read(valid));
    expect(text).not.toMatch(/waterfall|grid|aspect/);
  });

  it.each(['__proto__', 'constructor'])('has no colour map named %s', colorMap => {
    expect(viewOf({ map: { colorMap } }).map.colorMap).toBe('viridis');
  });

  it('has no −0, which would change when read again', () => {
    const text = JSON.stringify({ ...valid, view: { map: { limits: ['x', 1] } } });
    const { limits } = readDocument(text.replace('"x"', '-0')).view.map;
    expect(limits).toEqual([0, 1]);
  });

  it('retains what can be read, each Ref once', () => {
    const map = { colorMap: 'gray', limits: [0, 1], zoom: 'all', contours: { count: 5 } };
    expect(
      viewOf({ shown: ['s1', { id: 's1' }, { id: 'no' }, { id: 'a' }], active: 'a', map })
    ).toEqual({
      ...defaultView({
        colorMap: 'gray',
        limits: [0, 1],
        contours: { count: 5, scale: 'linear', labels: false, filled: false }
      }),
      shown: [{ id: 's1' }, { id: 'a' }],
      active: { id: 'a' }
    });
  });
});

describe('any JSON', () => {
  it('is read, or refused with a message', () => {
    const part = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.constantFrom([scan], [step], [{ id: 'a', step: 'cut' }])
    );
    const wild = fc.record(
      { scans: part, view: part, cuts: part, steps: part, results: part },
      { requiredKeys: [] }
    );
    fc.assert(
      fc.property(wild, fc.constantFrom(1, 2, 3, 4, '3'), (parts, version) => {
        const text = JSON.stringify({ ...valid, ...parts, version });
        try {
          const document = readDocument(text);
          expect(readDocument(writeDocument(document))).toEqual(document);
        } catch (error) {
          expect(error).toHaveProperty('code', expect.stringMatching(/^analysis\//));
        }
      })
    );
  });
});

describe('the published schema', () => {
  it('matches the code (npm run generate)', () => {
    expect(published(3)).toEqual(JSON.parse(JSON.stringify(documentSchema(registered))));
  });

  it('refuses a parameter that a known step does not have', () => {
    const parameters = { type: 'CIE', at: 'high' };
    expect(validate(withStep({ step: 'cut', parameters }))).toBe(false);
    expect(validate(withStep({ step: 'cut', parameters: { type: 'CIE', at: 9660 } }))).toBe(true);
  });
});
