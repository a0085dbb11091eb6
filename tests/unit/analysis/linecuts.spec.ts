import { lineOf, lineParameters, type LineMark } from '../../../src/analysis/linecuts';

const line: LineMark = {
  type: 'line',
  from: { incident: 9658, emission: 8630 },
  to: { incident: 9662, emission: 8640 },
  width: 0.3
};

describe('a cut along a line', () => {
  it('is its step and back', () => {
    const parameters = lineParameters(line);
    expect(lineOf({ step: 'lineCut', parameters })).toEqual(line);
    expect(lineOf({ step: 'lineCut', parameters: { ...parameters, value: 'sum' } })).toEqual(line);
  });

  it('has no width by default: the line itself', () => {
    const parameters = lineParameters({ from: line.from, to: line.to });
    expect(parameters).not.toHaveProperty('width');
    expect(lineOf({ step: 'lineCut', parameters })).toEqual({ ...line, width: 0 });
  });

  it('rejects other steps, and invalid numbers', () => {
    const parameters = lineParameters(line);
    expect(lineOf({ step: 'cut', parameters })).toBeNull();
    expect(
      lineOf({ step: 'lineCut', parameters: { ...parameters, toEmission: '8640' } })
    ).toBeNull();
    expect(lineOf({ step: 'lineCut', parameters: {} })).toBeNull();
  });

  it('is changed only where specified', () => {
    expect(lineParameters({ width: 2 })).toEqual({ width: 2 });
    expect(lineParameters({ to: { incident: 1, emission: 2 } })).toEqual({
      toIncident: 1,
      toEmission: 2
    });
    expect(lineParameters({ at: 5 })).toEqual({});
  });
});
