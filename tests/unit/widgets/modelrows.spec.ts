import type { StepEntry } from '../../../src/analysis/document/index';
import { steps } from '../../../src/analysis/steps';
import type { IInspectedItem } from '../../../src/widgets/inspector/inspecteditems';
import {
  membersOf,
  modelFields,
  modelRows,
  unknownRows,
  tabledNames,
  withBound,
  withFixed,
  withoutName,
  withStart,
  withTie,
  type IModelFields
} from '../../../src/widgets/inspector/fit/modelrows';

type Given = StepEntry['parameters'];

function fieldsOf(name: string) {
  const { parameters } = steps.find(step => step.name === name) ?? { parameters: {} };
  return { parameters, fields: modelFields(parameters) as IModelFields };
}

const { fields: fitFields, parameters: fitParameters } = fieldsOf('fit');
const rowsOf = (input: Given, item: Partial<IInspectedItem> | null = null) =>
  modelRows(
    fitFields,
    membersOf(fitFields, fitParameters, input) ?? [],
    input,
    item as IInspectedItem | null
  );

describe('the parameters of a model as rows', () => {
  it('are those of the given model, of the default, or none for an invalid model', () => {
    const names = (input: Given) => rowsOf(input).map(({ name }) => name);
    expect(names({ model: 'voigt+linear' })).toEqual(
      expect.arrayContaining(['center', 'sigma', 'slope', 'intercept'])
    );
    for (const model of ['voight', '', 12, null]) {
      expect(membersOf(fitFields, fitParameters, { model })).toBeNull();
    }
    expect(membersOf(fitFields, fitParameters, {})).toBeNull();
    const { fields, parameters } = fieldsOf('background');
    expect(membersOf(fields, parameters, {})?.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['slope', 'intercept'])
    );
    expect(modelFields(steps.find(({ name }) => name === 'average')?.parameters ?? {})).toBeNull();
  });

  it('state what was given, found, and why a σ is missing', () => {
    const input = {
      model: 'gaussian',
      set: { center: 9650 },
      fix: ['center'],
      bounds: { sigma: [0.1, null] },
      tie: { amplitude: '2*sigma' }
    };
    const rows = rowsOf(input, {
      numbers: {
        center: { value: 9650, sigma: 0, unit: '' },
        sigma: { value: 2, sigma: 0.1, unit: '' }
      },
      details: {
        params: {
          center: { vary: false, stderr: 0, atBound: false },
          sigma: { vary: true, stderr: 0.1, atBound: true },
          amplitude: { vary: true, stderr: null, atBound: false }
        }
      }
    });
    const by = Object.fromEntries(rows.map(row => [row.name, row]));
    expect(by.center).toMatchObject({ start: 9650, isFixed: true, found: '9650', doubt: '' });
    expect(by.sigma).toMatchObject({ found: '2.00 ± 0.10', least: 0.1, most: null });
    expect(by.sigma.doubt).toMatch(/bound/);
    expect(by.amplitude).toMatchObject({ tie: '2*sigma', start: undefined, isFixed: false });
    expect(by.amplitude.doubt).toMatch(/do not determine/);
  });

  it('exist for what a document should not contain', () => {
    const input = { model: 'gaussian', set: [1], fix: 'center', bounds: { sigma: 3 }, tie: null };
    expect(
      rowsOf(input as Given).every(({ start, isFixed }) => !isFixed && start === undefined)
    ).toBe(true);
  });
});

describe('values given for names that are not in the model', () => {
  const input: Given = {
    model: 'gaussian',
    set: { center: 9650, intercept: 3 },
    fix: ['slope', 'intercept'],
    bounds: { intercept: [0, null] },
    tie: { slope: '2*sigma' }
  };
  const rows = (some: Given) =>
    unknownRows(fitFields, fitParameters, membersOf(fitFields, fitParameters, some) ?? [], some);

  it('have rows that report it', () => {
    expect(rows(input)).toEqual([
      { name: 'intercept', given: 'set intercept=3, fix intercept, bounds intercept=0:' },
      { name: 'slope', given: 'fix slope, tie slope=2*sigma' }
    ]);
    expect(rows({ ...input, model: 'gaussian+linear' })).toEqual([]);
  });

  it('are dropped together, and nothing else', () => {
    expect(withoutName(fitFields, input, 'intercept')).toEqual({
      set: { center: 9650 },
      fix: ['slope'],
      bounds: undefined
    });
    expect(withoutName(fitFields, input, 'slope')).toEqual({ fix: ['intercept'], tie: undefined });
  });

  it('leave a field if unreadable', () => {
    const names = (some: Given) => tabledNames(fitFields, fitParameters, some);
    expect(names({ set: [1], fix: ['x'], bounds: { sigma: 3 } })).toEqual(['fix', 'tie']);
  });
});

describe('edits of a model', () => {
  const input: Given = { model: 'gaussian', set: { center: 9650 }, fix: ['center'] };

  it('change one parameter, and leave no empty objects behind', () => {
    expect(withStart(fitFields, input, 'sigma', 2)).toEqual({ set: { center: 9650, sigma: 2 } });
    expect(withStart(fitFields, input, 'center', undefined)).toEqual({ set: undefined });
    expect(withBound(fitFields, input, 'sigma', { least: 0 })).toEqual({
      bounds: { sigma: [0, null] }
    });
    expect(withBound(fitFields, { bounds: { sigma: [0, 1] } }, 'sigma', { least: null })).toEqual({
      bounds: { sigma: [null, 1] }
    });
    expect(
      withBound(fitFields, { bounds: { sigma: [0, null] } }, 'sigma', { least: null })
    ).toEqual({
      bounds: undefined
    });
    expect(withTie(fitFields, {}, 'sigma', '2*height')).toEqual({ tie: { sigma: '2*height' } });
    expect(withTie(fitFields, { tie: { sigma: '1' } }, 'sigma', undefined)).toEqual({
      tie: undefined
    });
  });

  it('hold a parameter at its found value, unless it has a start', () => {
    const free = { isFixed: false, found: 1 };
    expect(withFixed(fitFields, input, 'center', free)).toEqual({ fix: undefined });
    expect(withFixed(fitFields, input, 'sigma', { isFixed: true, found: 2 })).toEqual({
      fix: ['center', 'sigma'],
      set: { center: 9650, sigma: 2 }
    });
    expect(
      withFixed(fitFields, { set: { sigma: 3 } }, 'sigma', { isFixed: true, found: 2 })
    ).toEqual({
      fix: ['sigma']
    });
  });

  it('can do what the step can', () => {
    const { fields, parameters } = fieldsOf('background');
    expect(tabledNames(fields, parameters, {}).sort()).toEqual(['fix', 'set']);
    expect(withTie(fields, {}, 'slope', '1')).toEqual({});
    expect(withBound(fields, {}, 'slope', { most: 1 })).toEqual({});
  });
});
