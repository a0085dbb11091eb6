import fc from 'fast-check';
import { steps } from '../../../../src/analysis/steps';
import {
  asText,
  bounds,
  expressions,
  fromText,
  numbers,
  range,
  text,
  type Parameter
} from '../../../../src/analysis/steps/parameters';

/** Valid values of a parameter, with every possible digit. */
function valuesOf({ kind, min = -1e300, max = 1e300, isOpen, choices = [] }: Parameter<unknown>) {
  const any = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e300, max: 1e300 });
  const energies = fc
    .tuple(any, any)
    .filter(([low, high]) => low < high)
    .map(pair => [...pair]);
  const name = fc.stringMatching(/^[A-Za-z_]\w{0,8}$/).filter(entry => !inherited.includes(entry));
  const word = fc.stringMatching(/^[A-Za-zα-ω][\w =.()+*]{0,10}\w$/);
  const byName = (value: fc.Arbitrary<unknown>) => fc.dictionary(name, value, { minKeys: 1 });
  switch (kind) {
    case 'number':
      return fc.double({ noNaN: true, min, max, minExcluded: isOpen ?? false });
    case 'integer':
      return fc.integer({ min: Math.max(min, -1e9), max: Math.min(max, 1e9) });
    case 'flag':
      return fc.boolean();
    case 'choice':
      return fc.constantFrom(...choices);
    case 'text':
      return word;
    case 'range':
      return energies;
    case 'ranges':
      return fc.array(energies, { minLength: 1 });
    case 'numbers':
      return fc.array(any, { minLength: 1 });
    case 'names':
    case 'texts':
      return fc.array(word, { minLength: 1 });
    case 'assignments':
      return byName(any);
    case 'bounds':
      return byName(fc.oneof(energies, fc.constantFrom([null, 1], [1, null], [null, null])));
    case 'expressions':
      return byName(word);
  }
}

const inherited = ['__proto__', 'constructor', 'prototype'];
const description = 'for the test';

describe.each(steps.map(step => [step.name, step] as const))('texts of the step %s', (_, step) => {
  const entries = Object.entries(step.parameters);

  it('convert back to every default', () => {
    const given = entries.filter(([, { isRequired }]) => !isRequired);
    for (const [name, parameter] of given) {
      const { value, error } = fromText(parameter, asText(parameter, parameter.default));
      expect([name, error]).toEqual([name, null]);
      // empty text is the default
      expect([name, value ?? parameter.default]).toEqual([name, parameter.default]);
    }
  });

  it('convert back to every value', () => {
    for (const [, parameter] of entries) {
      fc.assert(
        fc.property(valuesOf(parameter), value => {
          const read = fromText(parameter, asText(parameter, value));
          expect(read.error).toBeNull();
          // −0 is written 0
          expect(JSON.stringify(read.value)).toBe(JSON.stringify(value));
        }),
        { numRuns: 30 }
      );
    }
  });

  it('are required for required parameters', () => {
    for (const [name, parameter] of entries) {
      const isRefused = fromText(parameter, ' ').error !== null;
      expect([name, isRefused]).toEqual([name, parameter.isRequired]);
    }
  });
});

describe('texts of values', () => {
  it('are read as on the command line', () => {
    const where = range({ description });
    expect(fromText(where, ' 9650:9660 ')).toEqual({ value: [9650, 9660], error: null });
    for (const dashed of ['9650-9660', '9650.0 – 9660']) {
      expect(fromText(where, dashed).value).toEqual([9650, 9660]);
    }
    expect(fromText(where, '1e-3').error).not.toBeNull();
    expect(fromText(where, '9660:9650')).toEqual({
      value: undefined,
      error: 'It must be a range LO:HI with LO < HI, in eV.'
    });
    expect(fromText(numbers({ description }), '1, 2,3e-2').value).toEqual([1, 2, 0.03]);
    expect(fromText(numbers({ description }), '1,,2').error).not.toBeNull();
    expect(fromText(bounds({ description }), 'sigma=0.1:5, amplitude=0:').value).toEqual({
      sigma: [0.1, 5],
      amplitude: [0, null]
    });
    expect(fromText(expressions({ description }), 'a=2*b').value).toEqual({ a: '2*b' });
  });

  it('show what a document holds even if it is invalid for the parameter', () => {
    expect(asText(range({ description }), [2, 1])).toBe('[2,1]');
    expect(asText(text({ description }), '')).toBe('');
    expect(asText(numbers({ description }), 'many')).toBe('many');
  });
});
