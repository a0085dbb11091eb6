import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import fc from 'fast-check';
import {
  colorMaps,
  deserialise,
  emptyDocument,
  serialise,
  type AnalysisDocument
} from '../../../src/analysis';
import type { JsonSchema } from '../../../src/analysis/steps/parameters';
import { analysisSchema } from '../../../src/analysis/schema';
import { steps } from '../../../src/analysis/steps';
import { colorScale, colorTable } from '../../../src/figures/colormap';

const file = path.resolve(__dirname, '../../../schemas/analysis-2.schema.json');
const schema = JSON.parse(readFileSync(file, 'utf8')) as object;
const firstFile = path.resolve(__dirname, '../../../schemas/analysis-1.schema.json');
const firstSchema = JSON.parse(readFileSync(firstFile, 'utf8')) as JsonSchema;
const validate = new Ajv({ allErrors: true }).compile(schema);
const validateFirst = new Ajv({ allErrors: true }).compile(firstSchema);

const energy = fc.double({ noNaN: true, noDefaultInfinity: true });
const range = fc
  .tuple(energy, energy)
  .map(([a, b]): [number, number] => (a < b ? [a, b] : [b, a]))
  .filter(([low, high]) => low < high && Number.isFinite(high - low));
const percentile = fc
  .tuple(fc.double({ min: 0, max: 49, noNaN: true }), fc.double({ min: 50, max: 100, noNaN: true }))
  .map(([low, high]): [number, number] => [low, high]);

/** Any document that the model can come to. */
const documents: fc.Arbitrary<AnalysisDocument> = fc.record({
  type: fc.constant('xes-analysis' as const),
  version: fc.constant(2 as const),
  scans: fc.array(fc.record({ path: fc.string({ minLength: 1 }) })),
  view: fc.record({
    active: fc.nat(),
    channel: fc.constantFrom('upper' as const, 'lower' as const, 'default' as const, null),
    colorMap: fc.constantFrom(...colorMaps),
    scale: fc.constantFrom('linear' as const, 'log' as const, 'symlog' as const),
    limits: fc.option(range),
    percentile: fc.option(percentile),
    zoom: fc.option(fc.record({ incident: range, emission: range }))
  }),
  cuts: fc.array(
    fc.record({
      type: fc.constantFrom('CIE' as const, 'CEE' as const, 'CET' as const),
      at: energy,
      width: fc.double({ min: 0, noNaN: true, noDefaultInfinity: true })
    })
  ),
  steps: fc
    .uniqueArray(fc.stringMatching(/^[A-Za-z0-9][\w.-]{0,10}$/), { maxLength: 5 })
    .map(ids => ids.filter(id => id !== 'scans'))
    .map(ids =>
      ids.map((id, i) => ({
        id,
        step: i % 2 ? 'cut' : 'a step of later',
        ...(i > 1 ? { from: ['scans', ids[i - 1]] } : {}),
        parameters: i % 2 ? { type: 'CIE', at: 9660 } : { anything: [1, 'a', null] }
      }))
    ),
  results: fc.array(
    fc.record({
      step: fc.string(),
      name: fc.string(),
      kind: fc.constantFrom('map' as const, 'spectrum' as const),
      points: fc.nat(),
      sha256: fc.stringMatching(/^[0-9a-f]{64}$/)
    }),
    { maxLength: 3 }
  )
});

describe('serialise', () => {
  it('makes what the published schema allows, and what is read back the same', () => {
    fc.assert(
      fc.property(documents, document => {
        const text = serialise(document);
        const json: unknown = JSON.parse(text);
        expect(validate(json) ? [] : validate.errors).toEqual([]);
        expect(deserialise(text)).toEqual(JSON.parse(text));
      })
    );
  });

  it('ends with a line end, and is two-space JSON', () => {
    expect(serialise(emptyDocument())).toMatch(/^\{\n {2}"type": "xes-analysis",[^]*\}\n$/);
  });
});

const valid = { type: 'xes-analysis', version: 2, scans: [{ path: 'a.nxs' }], cuts: [] };

describe('deserialise', () => {
  it('takes documents of before there were percentiles, and without a view', () => {
    const old = {
      ...valid,
      view: { active: 0, channel: null, colorMap: 'magma', scale: 'log', limits: null, zoom: null }
    };
    expect(validate(old)).toBe(true);
    expect(deserialise(JSON.stringify(old)).view).toEqual({ ...old.view, percentile: null });
    expect(validate({ type: 'xes-analysis', version: 2, scans: [] })).toBe(true);
    expect(deserialise(JSON.stringify(valid)).view).toEqual(emptyDocument().view);
    expect(deserialise(' \n')).toEqual(emptyDocument());
    expect(deserialise('', { scale: 'log' })).toEqual(emptyDocument({ scale: 'log' }));
  });

  it('reads what an editor put a byte order mark before', () => {
    const document = emptyDocument();
    expect(deserialise(`\uFEFF${serialise(document)}`)).toEqual(document);
    expect(deserialise('\uFEFF')).toEqual(document);
  });

  it('leaves out what it does not know, as the schema lets it', () => {
    const more = { ...valid, future: 1, scans: [{ path: 'a.nxs', future: 1 }] };
    expect(validate(more)).toBe(true);
    expect(deserialise(JSON.stringify(more))).toEqual({
      ...emptyDocument(),
      scans: [{ path: 'a.nxs' }]
    });
  });

  const cut = { type: 'CIE', at: 9660, width: 1 };
  const wrong: [string, unknown][] = [
    ['no object', [valid]],
    ['another type', { ...valid, type: 'notebook' }],
    ['no type', { ...valid, type: undefined }],
    ['no version', { ...valid, version: undefined }],
    ['a version in words', { ...valid, version: 'one' }],
    ['a version before the first', { ...valid, version: 0 }],
    ['no list of scans', { ...valid, scans: {} }],
    ['no scans', { ...valid, scans: undefined }],
    ['a scan without a path', { ...valid, scans: [{}] }],
    ['a scan with an empty path', { ...valid, scans: [{ path: '' }] }],
    ['a view that is none', { ...valid, view: 'near' }],
    ['no list of cuts', { ...valid, cuts: 1 }],
    ['a cut of no known type', { ...valid, cuts: [{ ...cut, type: 'XYZ' }] }],
    ['a cut nowhere', { ...valid, cuts: [{ ...cut, at: null }] }],
    ['a cut of negative width', { ...valid, cuts: [{ ...cut, width: -1 }] }],
    ['no list of steps', { ...valid, steps: {} }],
    ['a step that is none', { ...valid, steps: ['cut'] }],
    ['a step without an id', { ...valid, steps: [{ step: 'cut', parameters: {} }] }],
    ['a step with an id that is no name', { ...valid, steps: [{ id: '../a', step: 'spectrum' }] }],
    ['a step of no kind', { ...valid, steps: [{ id: 'a' }] }],
    ['a step from nowhere', { ...valid, steps: [{ id: 'a', step: 'spectrum', from: [] }] }],
    ['parameters that are a list', { ...valid, steps: [{ id: 'a', step: 'x', parameters: [] }] }],
    ['no list of results', { ...valid, results: 1 }],
    ['a result without a digest', { ...valid, results: [{ step: 'a', name: 'b', points: 1 }] }]
  ];

  it.each(wrong)('refuses %s, as the schema does', (_, document) => {
    const json = JSON.parse(JSON.stringify(document)) as unknown;
    expect(validate(json)).toBe(false);
    expect(() => deserialise(JSON.stringify(json))).toThrow(
      expect.objectContaining({ code: 'analysis/invalid' })
    );
  });

  it('refuses what is no JSON, and says of a later version that it is one', () => {
    expect(() => deserialise('{')).toThrow(expect.objectContaining({ code: 'analysis/invalid' }));
    const later = { ...valid, version: 3 };
    expect(validate(later)).toBe(false);
    expect(() => deserialise(JSON.stringify(later))).toThrow(
      expect.objectContaining({ code: 'analysis/newer' })
    );
  });

  it("opens with the default view where one part of it can't be read", () => {
    const view = { percentile: [99, 1], scale: 'cubic', limits: ['a', 1], zoom: {}, active: 1.5 };
    expect(validate({ ...valid, view })).toBe(false);
    expect(deserialise(JSON.stringify({ ...valid, view })).view).toEqual({
      ...emptyDocument().view,
      active: 1
    });
  });
});

describe('a document of version 1', () => {
  it('becomes one of version 2, without steps, whatever it had under that name', () => {
    const first = { ...valid, version: 1, steps: [{ id: 'a', step: 'cut' }], results: 'none' };
    expect(validateFirst(first)).toBe(true);
    expect(deserialise(JSON.stringify(first))).toEqual({
      ...emptyDocument(),
      scans: [{ path: 'a.nxs' }]
    });
  });
});

describe('the steps of a document', () => {
  const read = (steps: unknown) => deserialise(JSON.stringify({ ...valid, steps })).steps;
  const step = { id: 'a', step: 'spectrum', parameters: {} };

  it('are kept where they are not known, with all they were told', () => {
    const later = { id: 'b', step: 'of later', from: ['a', 'scans'], parameters: { x: [1, {}] } };
    expect(read([step, later])).toEqual([step, later]);
    expect(read([{ id: 'a', step: 'spectrum' }])).toEqual([step]);
  });

  it.each([
    ['an id given twice', [step, step]],
    ['the id of the scans', [{ ...step, id: 'scans' }]],
    [
      'a source that comes later',
      [
        { ...step, from: ['b'] },
        { ...step, id: 'b' }
      ]
    ],
    ['itself as its source', [{ ...step, from: ['a'] }]]
  ])('are refused with %s', (_, steps) => {
    expect(() => read(steps)).toThrow(expect.objectContaining({ code: 'analysis/invalid' }));
  });
});

describe('any JSON', () => {
  it('is read, or refused with a sentence', () => {
    const part = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constant([{ id: 'a', step: 'cut' }]));
    const wild = fc.record(
      { scans: part, view: part, cuts: part, steps: part, results: part },
      { requiredKeys: [] }
    );
    fc.assert(
      fc.property(wild, fc.constantFrom(1, 2, 3, '2'), (parts, version) => {
        const text = JSON.stringify({ ...valid, ...parts, version });
        try {
          const read = deserialise(text);
          expect(deserialise(serialise(read))).toEqual(read);
        } catch (error) {
          expect(error).toHaveProperty('code', expect.stringMatching(/^analysis\//));
        }
      })
    );
  });
});

describe('a published schema', () => {
  it('is what the steps say of themselves (npm run generate)', () => {
    expect(schema).toEqual(analysisSchema(firstSchema, steps));
  });

  it('refuses a parameter that a known step does not have', () => {
    const wrong = { id: 'a', step: 'cut', parameters: { type: 'CIE', at: 'high' } };
    expect(validate({ ...valid, steps: [wrong] })).toBe(false);
  });
});

describe('a view that nothing can be drawn in', () => {
  it.each(['__proto__', 'constructor', 'jet'])('is not shown in colours named %s', colorMap => {
    expect(deserialise(JSON.stringify({ ...valid, view: { colorMap } })).view.colorMap).toBe(
      'viridis'
    );
    expect(colorTable(colorMap)).toEqual(colorTable('viridis'));
    expect(colorScale(colorMap)).toEqual(colorScale('viridis'));
  });

  it.each([[[2, 1]], [[1, 1]], [[-1e308, 1e308]]])('has no limits and no zoom of %j', range => {
    const view = { limits: range, zoom: { incident: [9658, 9660], emission: range } };
    expect(deserialise(JSON.stringify({ ...valid, view })).view).toEqual(emptyDocument().view);
  });
});

describe('a document that is too large', () => {
  const cut = { type: 'CIE', at: 9660, width: 1 };
  it.each([
    ['scans', 5000, { path: 'a.nxs' }],
    ['cuts', 1000, cut]
  ])('is refused with a sentence: %s', (name, count, item) => {
    const full = { ...valid, [name]: new Array(count).fill(item) };
    expect(validate(full)).toBe(true);
    expect(deserialise(JSON.stringify(full))).toHaveProperty(`${name}.length`, count);
    const more = { ...valid, [name]: new Array(count + 1).fill(item) };
    expect(validate(more)).toBe(false);
    expect(() => deserialise(JSON.stringify(more))).toThrow(
      expect.objectContaining({ code: 'analysis/too-large' })
    );
  });
});

describe('emptyDocument', () => {
  it('takes what a person prefers', () => {
    expect(emptyDocument({ colorMap: 'magma', percentile: [1, 99] }).view).toEqual({
      ...emptyDocument().view,
      colorMap: 'magma',
      percentile: [1, 99]
    });
  });
});
