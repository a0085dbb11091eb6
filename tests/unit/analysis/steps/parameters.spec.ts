import Ajv from 'ajv';
import fc from 'fast-check';
import {
  assignments,
  bounds,
  choice,
  complete,
  expressions,
  flag,
  integer,
  names,
  number,
  numbers,
  range,
  ranges,
  text,
  texts,
  type Parameter,
  type Parameters
} from '../../../../src/analysis/steps/parameters';

const description = 'for the test';
const all = {
  at: number({ description, unit: 'eV' }),
  width: number({ description, min: 0, default: null }),
  tau: number({ description, min: 0, isOpen: true, max: 1, default: 0.5 }),
  order: integer({ description, min: 0, default: 1 }),
  type: choice(['CIE', 'CEE'], { description, default: 'CIE' }),
  flat: flag({ description }),
  model: text({ description, default: 'linear' }),
  window: range({ description, default: null }),
  exclude: ranges({ description }),
  energies: numbers({ description, default: [] }),
  fix: names({ description }),
  set: assignments({ description })
} satisfies Parameters;

const refusal = (parameters: Record<string, unknown>) => {
  try {
    complete(all, parameters, 'The step "x"');
    return '';
  } catch (error) {
    expect(error).toHaveProperty('code', 'step/parameter');
    return (error as Error).message;
  }
};

describe('complete', () => {
  it('fills in defaults', () => {
    expect(complete(all, { at: 1 }, 'x')).toEqual({
      at: 1,
      width: null,
      tau: 0.5,
      order: 1,
      type: 'CIE',
      flat: false,
      model: 'linear',
      window: null,
      exclude: [],
      energies: [],
      fix: [],
      set: {}
    });
  });

  it.each([
    [{}, 'The step "x" needs the parameter at: a number, in eV.'],
    [{ at: 'high' }, 'The step "x": at is "high"; it must be a number, in eV.'],
    [{ at: null }, 'is null'],
    [{ at: NaN }, 'is NaN'],
    [{ at: Infinity }, 'is Infinity'],
    [{ at: 1, width: -1 }, 'a number from 0'],
    [{ at: 1, tau: 0 }, 'a number above 0 up to 1'],
    [{ at: 1, order: 1.5 }, 'a whole number from 0'],
    [{ at: 1, type: 'CET' }, '"CIE", "CEE"'],
    [{ at: 1, flat: 'yes' }, 'true or false'],
    [{ at: 1, model: '' }, 'a text'],
    [{ at: 1, window: [2, 1] }, 'LO < HI'],
    [{ at: 1, window: [-1e308, 1e308] }, 'LO < HI'],
    [{ at: 1, exclude: [[1, 1]] }, 'LO < HI'],
    [{ at: 1, energies: ['a'] }, 'numbers'],
    [{ at: 1, set: { a: 'b' } }, 'NAME=NUMBER'],
    [{ at: 1, colour: 'red' }, 'has no parameter "colour"; it has at, width'],
    [JSON.parse('{"at":1,"__proto__":2}') as Record<string, unknown>, 'no parameter "__proto__"']
  ])('refuses %j with a sentence', (parameters, sentence) => {
    expect(refusal(parameters)).toContain(sentence);
  });

  it('accepts what its schema accepts, and nothing else', () => {
    const ajv = new Ajv();
    for (const parameter of Object.values(all as Parameters)) {
      const validate = ajv.compile(parameter.schema);
      fc.assert(
        fc.property(fc.jsonValue({ maxDepth: 2 }), value => {
          if (parameter.read(value) !== undefined) {
            expect(validate(value)).toBe(true);
          }
        })
      );
    }
  });
});

describe('the description of a parameter', () => {
  const data = {
    ...all,
    band: number({ description, unit: 'eV', min: 0, pick: 'width', axis: 'incident', default: 1 }),
    lines: texts({ description, default: null }),
    limits: bounds({ description }),
    ties: expressions({ description })
  } satisfies Parameters;

  it.each([
    ['at', { kind: 'number', unit: 'eV', isRequired: true, isList: false }],
    ['tau', { kind: 'number', min: 0, isOpen: true, max: 1, isRequired: false, default: 0.5 }],
    ['order', { kind: 'integer', min: 0, isOpen: false }],
    ['type', { kind: 'choice', choices: ['CIE', 'CEE'] }],
    ['flat', { kind: 'flag', isRequired: false, default: false }],
    ['model', { kind: 'text' }],
    ['window', { kind: 'range', unit: 'eV', pick: 'range', isList: false, default: null }],
    ['exclude', { kind: 'ranges', unit: 'eV', pick: 'ranges', isList: true }],
    ['energies', { kind: 'numbers', isList: true }],
    ['fix', { kind: 'names', isList: true }],
    ['set', { kind: 'assignments', isList: false }],
    ['band', { kind: 'number', pick: 'width', axis: 'incident' }],
    ['lines', { kind: 'texts', isList: true, isRequired: false }],
    ['limits', { kind: 'bounds' }],
    ['ties', { kind: 'expressions' }]
  ] as const)('of %s is data', (name, facts) => {
    expect(data[name]).toMatchObject(facts);
  });

  it('is the same in text, as schema, and when parsed', () => {
    const ajv = new Ajv();
    const values: [keyof typeof data, unknown, unknown][] = [
      ['tau', 1, 0],
      ['order', 0, -1],
      ['limits', { a: [null, 1] }, { a: [1] }],
      ['ties', { a: 'b' }, { a: '' }],
      ['lines', ['a, b'], ['']],
      ['exclude', [[1, 2]], [[1]]]
    ];
    for (const [name, good, bad] of values) {
      const parameter: Parameter<unknown> = data[name];
      const isIn = ajv.compile(parameter.schema);
      expect([name, parameter.read(good) !== undefined, isIn(good)]).toEqual([name, true, true]);
      expect([name, parameter.read(bad), isIn(bad)]).toEqual([name, undefined, false]);
    }
    expect(data.limits.range).toBe('NAME=LO:HI with LO < HI, any number of them');
    expect(data.lines.range).toBe('a list of texts, parted by ";"');
  });
});

describe('parse', () => {
  it('converts words to JSON', () => {
    expect(all.at.parse('9572.5')).toBe(9572.5);
    expect(all.at.parse('-1e3')).toBe(-1000);
    expect(all.at.parse('')).toBe('');
    expect(all.flat.parse('true')).toBe(true);
    expect(all.flat.parse('no')).toBe(false);
    expect(all.window.parse('9550:9600')).toEqual([9550, 9600]);
    expect(all.exclude.parse('1:2,3:4')).toEqual([
      [1, 2],
      [3, 4]
    ]);
    expect(all.energies.parse('1,2.5')).toEqual([1, 2.5]);
    expect(all.fix.parse('center, expon')).toEqual(['center', 'expon']);
    expect(all.set.parse('center=9572,sigma=3')).toEqual({ center: 9572, sigma: 3 });
  });

  it('passes on what it does not understand, to be refused', () => {
    for (const [name, parameter] of Object.entries(all as Parameters)) {
      fc.assert(
        fc.property(fc.string(), word => {
          const value = parameter.read(parameter.parse(word));
          expect(value === undefined || parameter.read(value) !== undefined).toBe(true);
        })
      );
      expect([name, typeof parameter.range]).toEqual([name, 'string']);
    }
  });
});
