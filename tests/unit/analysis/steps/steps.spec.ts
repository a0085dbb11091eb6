import Ajv from 'ajv';
import fc from 'fast-check';
import {
  inputsOf,
  requireStep,
  steps,
  type ScanValue,
  type SpectrumValue,
  type Value
} from '../../../../src/analysis/steps';
import { XESError } from '../../../../src/base/errors';
import { grid, measured, steps as energies } from '../../science/synthetic';
import { scanOf } from '../scans';
import { partsOf } from './applied';

const peak = (centre: number, height: number): SpectrumValue => {
  const energy = Float64Array.from(energies(9550, 0.5, 101));
  const monitor = new Float64Array(101).fill(6e5);
  const counts = energy.map(e => Math.round(600 + (height * 6e4) / (1 + ((e - centre) / 3) ** 2)));
  return {
    kind: 'spectrum',
    axis: 'emission',
    spectrum: {
      energy,
      counts,
      monitor,
      intensity: counts.map((n, i) => n / monitor[i]),
      sigma: counts.map((n, i) => Math.sqrt(n) / monitor[i])
    }
  };
};
const scan: ScanValue = {
  kind: 'scan',
  scan: scanOf(measured(grid(energies(9658, 0.3, 6), energies(8630, 0.3, 8))))
};
const map: Value = requireStep('map').applyEach(scan, requireStep('map').complete({})).outputs.main;
const main = peak(9572, 1);
const held = (Ω: number): ScanValue => ({
  kind: 'scan',
  scan: { ...scanOf(measured(grid([Ω], energies(8630, 0.3, 8)))), kind: 'XES' }
});
const twoArms: Value = {
  ...scan,
  scan: {
    ...scan.scan,
    channels: (['upper', 'lower'] as const).map(name => ({ ...scan.scan.channels[0], name }))
  }
};

/** Parameters and inputs with which each step works. */
const sound: Record<string, { parameters?: Record<string, unknown>; inputs?: Value[] }> = {
  spectrum: { inputs: [scan] },
  map: { inputs: [scan] },
  cut: { inputs: [map], parameters: { type: 'CEE', at: 8630.6 } },
  lineCut: {
    inputs: [map],
    parameters: { fromIncident: 9658, fromEmission: 8630, toIncident: 9659.5, toEmission: 8632.1 }
  },
  totalYield: { inputs: [map] },
  contours: { inputs: [map] },
  mapOfScans: { inputs: [held(9658), held(9658.3)] },
  crop: { inputs: [map], parameters: { incident: [9658, 9659] } },
  normaliseMap: { inputs: [map, main] },
  mapDifference: { inputs: [map, map] },
  pixelEdges: { inputs: [map], parameters: { axis: 'incident' } },
  deadTime: { inputs: [scan], parameters: { tau: 1e-6 } },
  energyAxis: { inputs: [scan], parameters: { axis: 'stored' } },
  braggAngles: { parameters: { crystal: 'Ge', reflection: [5, 5, 5] } },
  alignment: { inputs: [main, peak(9572.1, 1)] },
  consistency: { inputs: [main, peak(9572.1, 1)] },
  drift: { inputs: [main, peak(9572.1, 1), peak(9572.2, 1)] },
  average: { inputs: [main, peak(9572, 2)] },
  stitch: { inputs: [main, peak(9572, 2)] },
  calibrate: { parameters: { found: [9560, 9572], energies: [9561, 9573] } },
  shift: { parameters: { by: 1 } },
  elastic: { inputs: [main, peak(9580, 1)], parameters: { energies: [9572, 9581] } },
  normaliseArm: { inputs: [twoArms] },
  rebin: { parameters: { width: 1 } },
  background: { parameters: { exclude: [[9560, 9590]] } },
  fit: { parameters: { model: 'lorentzian+constant' } },
  difference: { inputs: [main, peak(9573, 1)] },
  iad: { inputs: [main, peak(9573, 1)] }
};

describe('the steps', () => {
  it('have unique names', () => {
    const names = steps.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of ['normalise', 'background', 'fit', 'calibrate', 'moments', 'smooth']) {
      expect(names).toContain(name);
    }
    for (const name of ['difference', 'rebin', 'deadTime', 'energyAxis', 'average', 'cut']) {
      expect(requireStep(name).name).toBe(name);
    }
    expect(() => requireStep('constructor')).toThrow(
      expect.objectContaining({ code: 'step/unknown' })
    );
  });

  describe.each(steps.map(step => [step.name, step] as const))('%s', (name, step) => {
    const { parameters = {}, inputs = [main] } = sound[name] ?? {};

    it('explains in sentences what it does, and its parameters with their units', () => {
      expect(step.title).toMatch(/^[A-Z].*\.$/);
      for (const { description, schema, range } of Object.values(step.parameters)) {
        expect(description).toMatch(/^[A-Z].*[^.]$/);
        expect(range).not.toBe('');
        expect(() => new Ajv().compile(schema)).not.toThrow();
      }
    });

    it('has defaults that it accepts itself, as does its schema', () => {
      const complete = step.complete(parameters);
      expect(step.complete(JSON.parse(JSON.stringify(complete)) as typeof complete)).toEqual(
        complete
      );
      for (const [key, parameter] of Object.entries(step.parameters)) {
        expect(new Ajv().validate(parameter.schema, complete[key])).toBe(true);
      }
    });

    it('works, changes no input, and returns finite numbers', () => {
      const before = structuredClone(inputs);
      for (const part of partsOf(step, inputs, step.complete(parameters))) {
        const { input, outputs, numbers, warnings, details, error } = part;
        expect([inputs, error]).toEqual([before, null]);
        expect(Object.keys({ ...outputs, ...numbers })).not.toEqual([]);
        expect(Object.keys(outputs)[0] ?? 'main').toBe('main');
        expect(input === null || input < inputs.length).toBe(true);
        for (const [key, { value, sigma }] of Object.entries(numbers)) {
          expect([key, Number.isFinite(value)]).toEqual([key, true]);
          expect([key, sigma === null || sigma >= 0]).toEqual([key, true]);
        }
        for (const warning of warnings) {
          expect(warning.message).toMatch(/[.?]$/);
          expect(warning.inputs.every(index => index < inputs.length)).toBe(true);
        }
        expect(JSON.parse(JSON.stringify(details ?? {}))).toBeDefined();
      }
    });

    it('names nothing that it returns', () => {
      for (const { outputs } of partsOf(step, inputs, step.complete(parameters))) {
        Object.values(outputs).forEach(value => expect(value).not.toHaveProperty('name'));
      }
    });

    it('states how many inputs it needs, and the name of a result of all', () => {
      const wanted = inputsOf(step, step.complete(parameters));
      const { atLeast, atMost = Infinity } = wanted === 'each' ? { atLeast: 1 } : wanted;
      expect(inputs.length).toBeGreaterThanOrEqual(atLeast);
      expect(inputs.length).toBeLessThanOrEqual(atMost);
      expect(step.describe(['a', 'b', 'c'])).toMatch(/^\S.*$/);
      expect(Number.isSafeInteger(step.version) && step.version > 0).toBe(true);
    });

    it('refuses invalid input with a message', () => {
      const other: Value = step.takes.includes('spectrum') ? { kind: 'map', map: emptyMap } : main;
      const isEach = inputsOf(step, step.complete(parameters)) === 'each'; // such a step never receives none
      for (const refused of [[other, other].slice(0, inputs.length), ...(isEach ? [] : [[]])]) {
        const parts = partsOf(step, refused, step.complete(parameters));
        expect(parts.map(({ error, outputs, numbers }) => [error?.code, outputs, numbers])).toEqual(
          parts.map(() => ['step/input', {}, {}])
        );
        expect(parts.length).toBeGreaterThan(0);
      }
      expect(() => step.complete({ ...parameters, colour: 'red' })).toThrow(
        expect.objectContaining({ code: 'step/parameter' })
      );
    });

    it('fails only with a message, whatever its input', () => {
      const wild = fc.record(
        Object.fromEntries(
          Object.entries(step.parameters).map(([key, { schema }]) => [key, wildly(schema)])
        ),
        { requiredKeys: [] }
      );
      fc.assert(
        fc.property(wild, arbitrary => {
          let completed;
          try {
            completed = step.complete({ ...parameters, ...arbitrary });
          } catch (error) {
            expect(error).toBeInstanceOf(XESError);
            return;
          }
          for (const { error } of partsOf(step, inputs, completed)) {
            expect(error?.code).not.toBe('internal/error');
          }
        }),
        { numRuns: 40 }
      );
    });
  });
});

const emptyMap = {
  incident: new Float64Array(0),
  emission: new Float64Array(0),
  intensity: new Float64Array(0),
  sigma: new Float64Array(0),
  counts: null
};

/** Values that a parameter may have by its schema, and others. */
function wildly(schema: Record<string, unknown>): fc.Arbitrary<unknown> {
  const energy = fc.double({ min: 9540, max: 9610, noNaN: true });
  const by: Record<string, fc.Arbitrary<unknown>> = {
    number: fc.oneof(fc.double(), energy),
    integer: fc.integer({ min: -2, max: 120 }),
    boolean: fc.boolean(),
    array: fc.oneof(fc.tuple(energy, energy), fc.array(fc.tuple(energy, energy)), fc.array(energy)),
    string: fc.constantFrom('linear', 'gaussian+linear', 'pearson7', 'endpoints', 'none', '')
  };
  const words = Array.isArray(schema.enum) ? fc.constantFrom<unknown>(...schema.enum) : null;
  return fc.oneof(words ?? by[schema.type as string] ?? fc.jsonValue(), fc.constant(null));
}
