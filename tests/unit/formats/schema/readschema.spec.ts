import Ajv from 'ajv';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { XESError } from '../../../../src/base/errors';
import { builtinSchemas, readSchema } from '../../../../src/formats';
import { facilitySchema } from '../../../../src/formats/schema/jsonschema';

const root = path.resolve(__dirname, '../../../..');
const files = ['src/formats/schema/facilities', 'tests/unit/formats/fixtures/facilities'].flatMap(
  folder => readdirSync(path.join(root, folder)).map(name => path.join(root, folder, name))
);
const jsonOf = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

const validate = new Ajv({ strict: false, validateFormats: false }).compile(facilitySchema());

/** Problems of a schema; empty if valid. */
function faultOf(json: unknown): string {
  try {
    readSchema(json);
    return '';
  } catch (error) {
    expect(error).toBeInstanceOf(XESError);
    expect((error as XESError).code).toBe('schema/invalid');
    return (error as XESError).message;
  }
}

const small = {
  type: 'xes-facility',
  version: 1,
  name: 'Somewhere',
  hdf5: {
    recognise: { paths: ['/scan'] },
    incident: 'energy',
    channels: [{ counts: 'detector' }] as unknown[]
  } as Record<string, unknown>
};

/** The small schema with other keys of its rules for HDF5. */
const withRules = (rules: Record<string, unknown>) => ({
  ...small,
  hdf5: { ...small.hdf5, ...rules }
});

describe('readSchema', () => {
  it.each(files)('reads %s, which the published JSON Schema allows', file => {
    const json = jsonOf(file);
    expect(faultOf(json)).toBe('');
    expect([validate(json), validate.errors]).toEqual([true, null]);
  });

  it('has those of this program', () => {
    expect(builtinSchemas().map(({ name }) => name)).toEqual([
      'Diamond I20',
      'ESRF (BLISS)',
      'MAX IV Balder'
    ]);
  });

  it.each<[string, unknown, string]>([
    ['no object', [], 'at its root: it must be an object with keys, and is a list'],
    ['another type', { ...small, type: 'recipe' }, 'at /type: it must be "xes-facility"'],
    ['a newer version', { ...small, version: 2 }, 'at /version: it must be 1'],
    ['no name', { type: 'xes-facility', version: 1 }, 'at its root: "name" is missing'],
    ['an unknown key', { ...small, hdf: {} }, 'at /hdf: there is no such key here; known are'],
    ['no way to recognise a file', withRules({ recognise: {} }), 'at /hdf5/recognise: it must'],
    [
      'no channels',
      withRules({ channels: [] }),
      'at /hdf5/channels: it must have at least 1 items'
    ],
    [
      'a number for a path',
      withRules({ channels: [{ counts: 7 }] }),
      'at /hdf5/channels/0/counts: it must be a text or a list or an object with keys, and is a number'
    ],
    [
      'an empty path in a list',
      withRules({ incident: ['a', ''] }),
      'at /hdf5/incident/1: it must have at least 1 characters'
    ],
    [
      'no such otherwise',
      withRules({ otherwise: 'guess' }),
      'at /hdf5/otherwise: it must be one of refuse, declaration'
    ],
    ['a scale of 0', withRules({ time: { paths: 't', scale: 0 } }), 'at /hdf5/time/scale: it must'],
    [
      'a slash in a key',
      withRules({ crystals: { 'a/b~': 3 } }),
      'at /hdf5/crystals/a~1b~0: it must be a text'
    ],
    ['a key that objects have', JSON.parse('{"__proto__": 1}'), 'at its root: "type" is missing'],
    [
      'a pattern that is none',
      withRules({ recognise: { name: '(' } }),
      'at /hdf5/recognise/name: this is no regular expression'
    ],
    [
      'a pattern that takes forever',
      withRules({ recognise: { name: '(a+)+$' } }),
      'at /hdf5/recognise/name: this pattern repeats what is repeated already'
    ]
  ])('refuses %s with its place', (_, json, sentence) => {
    expect(faultOf(json)).toContain(sentence);
  });

  it.each<[string, unknown, string]>([
    [
      'neither HDF5 nor text',
      { type: 'xes-facility', version: 1, name: 'a' },
      'at its root: neither "hdf5" nor "text"'
    ],
    [
      'a channel without values',
      withRules({ channels: [{ name: 'a' }] }),
      'at /hdf5/channels/0: it has none of counts, intensity, transmission, ratio'
    ],
    [
      'an array without a place',
      withRules({ incident: { unit: 'eV' } }),
      'at /hdf5/incident: it names no array'
    ],
    [
      'counts that are scaled',
      withRules({ channels: [{ counts: { paths: 'a', scale: 2 } }] }),
      'at /hdf5/channels/0/counts/scale: counts are whole numbers'
    ],
    [
      'an emission energy with jitter',
      withRules({ emission: { paths: 'a', jitter: 0.1 } }),
      'at /hdf5/emission: only the incident energy'
    ]
  ])('refuses %s, which no JSON Schema can express', (_, json, sentence) => {
    expect(faultOf(json)).toContain(sentence);
  });

  it('and the published JSON Schema refuse the same, whatever is left out or inserted', () => {
    const places: (string | number)[][] = [];
    const visit = (value: unknown, at: (string | number)[]) => {
      places.push(at);
      if (typeof value === 'object' && value !== null) {
        Object.entries(value).forEach(([key, one]) =>
          visit(one, [...at, Array.isArray(value) ? Number(key) : key])
        );
      }
    };
    const whole = jsonOf(files[0]);
    visit(whole, []);
    const wrongs: unknown[] = [undefined, null, 5, '', 'text', [], {}, { paths: 3 }, true];
    let refused = 0;
    for (const at of places) {
      for (const wrong of wrongs) {
        const json = replaced(structuredClone(whole), at, wrong);
        const byUs = faultOf(json);
        // what only the code can check is outside the published one
        const isOurs = /it has none of|names no array|neither "hdf5"/.test(byUs);
        refused += byUs === '' ? 0 : 1;
        expect([at, wrong, byUs === '' || isOurs]).toEqual([at, wrong, validate(json)]);
      }
    }
    expect(refused).toBeGreaterThan(100);
  });
});

/** The same JSON with another value at a path; undefined removes it. */
function replaced(json: unknown, at: readonly (string | number)[], value: unknown): unknown {
  if (at.length === 0) {
    return value;
  }
  const last = at[at.length - 1];
  type Holder = Record<string | number, unknown>;
  const holder = at
    .slice(0, -1)
    .reduce<Holder>((inside, key) => inside[key] as Holder, json as Holder);
  if (value === undefined) {
    if (Array.isArray(holder)) {
      holder.splice(Number(last), 1);
    } else {
      delete holder[last];
    }
  } else {
    holder[last] = value;
  }
  return json;
}
