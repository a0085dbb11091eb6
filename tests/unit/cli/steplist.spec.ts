import { requireStep, steps } from '../../../src/analysis/steps';
import { stepList, stepListJson } from '../../../src/cli/stepinputs';

const listed = (name: string) => {
  const json = JSON.stringify(stepListJson([requireStep(name)]));
  return (JSON.parse(json) as { parameters: Record<string, unknown>[] }[])[0];
};

describe('the list of steps', () => {
  it('has the number of inputs of every step, and describes every parameter', () => {
    const keys = ['name', 'description', 'range', 'unit', 'default', 'isNeeded', 'schema', 'kind'];
    for (const { name } of steps) {
      const { parameters, ...step } = listed(name);
      expect(step).toMatchObject({ name, version: expect.any(Number) as number });
      expect(Object.keys(step)).toEqual(expect.arrayContaining(['title', 'takes', 'inputs']));
      parameters.forEach(parameter =>
        expect(Object.keys(parameter)).toEqual(expect.arrayContaining(keys))
      );
    }
  });

  it('states what is picked on a plot, limits and choices', () => {
    const parameter = (step: string, name: string) =>
      listed(step).parameters.find(record => record.name === name);
    expect(parameter('cut', 'at')).toMatchObject({ pick: 'energy', isNeeded: true, unit: 'eV' });
    expect(parameter('cut', 'type')).toMatchObject({ choices: ['CIE', 'CEE', 'CET'] });
    expect(parameter('lineCut', 'toEmission')).toMatchObject({ pick: 'energy', axis: 'emission' });
    expect(parameter('lineCut', 'width')).toMatchObject({ pick: 'width', min: 0, default: 0 });
    expect(parameter('background', 'exclude')).toMatchObject({ pick: 'ranges', isList: true });
    expect(parameter('fit', 'range')).toMatchObject({ pick: 'range', default: null });
    expect(parameter('moments', 'threshold')).toMatchObject({ min: 0, max: 1, kind: 'number' });
  });

  it('is for people too', () => {
    expect(stepList([requireStep('shift')])).toBe(
      [
        'shift: Move a spectrum along its energy axis.',
        '  works on: spectrum',
        '  by: How far; to higher energies where positive (a number, in eV; needed)',
        '  sigma: Its σ, where it was measured, as by an alignment: then it is given as a number with it (a number from 0, in eV; default null)',
        '  measurement: Name of the measurement that its σ comes from: shifts of one name share their uncertainty, others do not; without names those by equal numbers do (a text; default null)'
      ].join('\n')
    );
  });
});
