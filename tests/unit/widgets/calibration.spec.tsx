/** @jest-environment jsdom */
import { requireStep } from '../../../src/analysis/steps';
import type { StepEntry } from '../../../src/analysis/document';
import { foundLines, withLine } from '../../../src/widgets/inspector/calibration/foundlines';
import { until } from '../compute/support';
import { choose, control, disposeAll, inspected } from './inspectorhelpers';

const step = requireStep('calibrate');
const of = (parameters: StepEntry['parameters'], drawn: Parameters<typeof foundLines>[2] = []) =>
  foundLines(step, parameters, drawn);

describe('the lines of a calibration', () => {
  it('are candidates near the found positions, each once, the nearest first', () => {
    const [line] = of({ found: [9650] });
    expect(line.choices.map(({ label }) => label)).toEqual([
      'Zn Kβ5, 9648.8 eV (Elam)',
      'Zn K edge, 9659 eV (Elam)'
    ]);
    const labels = of({ found: [9571], source: 'elam' })[0].choices.map(({ label }) => label);
    expect(labels).toEqual(['Zn Kβ1, 9570.4 eV (Elam)']);
    expect(of({ found: [9571] })[0].choices[0].label).toBe('Zn Kβ1,3, 9572 eV (Bearden)');
    expect(of({ found: [9300] })[0].choices).toEqual([]);
  });

  it('may be the user’s: of the table, and those that are drawn', () => {
    const drawn = [
      { name: 'foil', energy: 9571.6, source: 'own' },
      { name: 'other', energy: 9571.7, source: 'own', off: true as const },
      { name: 'Zn Kβ1,3', energy: 9572, source: 'Bearden, as elsewhere' }
    ];
    const [line] = of({ found: [9571.5], table: ['Zn Kβ1,3=9572.2 (thesis)'] }, drawn);
    expect(line.choices.map(({ label, name }) => [label, name])).toEqual([
      ['foil, 9571.6 eV (own)', null],
      ['Zn Kβ1,3, 9572 eV (Bearden)', null], // what is drawn differs from the table
      ['Zn Kβ1,3, 9572.2 eV (thesis)', 'Zn Kβ1,3']
    ]);
    expect(withLine([line], 0, line.choices[0])).toEqual({ energies: [9571.6], lines: undefined });
  });

  it('are named if all are known, else their energies are given, each next to its position', () => {
    const lines = of({ found: [8638, 9571], energies: [8638] });
    expect(lines.map(({ energy, chosen }) => [energy, chosen])).toEqual([
      [8638, null],
      [null, null]
    ]);
    const second = lines[1].choices[0];
    const parameters = withLine(lines, 1, second);
    expect(parameters).toEqual({ energies: [8638, 9572], lines: undefined });
    const next = of({ found: [8638, 9571], energies: [8638, 9572] });
    expect(next.map(({ chosen }) => chosen)).toEqual([null, 0]);
    expect(withLine(next, 0, next[0].choices[0])).toEqual({
      lines: ['Zn Kα1', 'Zn Kβ1,3'],
      energies: undefined
    });
    const named = of({ found: [8638, 9571], lines: ['Zn Ka1', 'Zn Kb1'] });
    expect(named.map(({ energy, chosen }) => [energy, chosen])).toEqual([
      [8638.86, 0],
      [9572, 0]
    ]);
  });

  it('are those that can be read from invalid parameters', () => {
    expect(of({ found: 'here' })).toEqual([]);
    expect(of({ found: [9571], lines: ['Zn Kω'] })[0].energy).toBeNull();
    expect(of({ found: [9571], table: ['no line'] })[0].choices).toHaveLength(1);
  });
});

describe('the form of a calibration', () => {
  afterEach(disposeAll);

  it('has a line chosen for what was found, and states its table', async () => {
    const { model, node, shown } = await inspected(['a.nxs']);
    const id = model.addStep({
      step: 'calibrate',
      from: ['s1'],
      parameters: { found: [9571.5], energies: [9571.5], degree: 0 }
    });
    model.select([id], id);
    await shown('Each line is moved from where it was found to its energy');
    await until(() => node.querySelector('.jp-XESCalibration-line') !== null);
    const which = control<HTMLSelectElement>(node, 'Source');
    expect(which.selectedOptions[0].text).toBe('Bearden, else Elam');
    choose(node.querySelector('.jp-XESCalibration-line select') as HTMLSelectElement, '0');
    await until(() => model.document.steps[0].parameters.lines !== undefined);
    expect(model.document.steps[0].parameters).toEqual({
      found: [9571.5],
      lines: ['Zn Kβ1,3'],
      degree: 0
    });
    await shown('Zn Kβ1,3 (Bearden)'); // among the numbers
    model.undo();
    expect(model.document.steps[0].parameters.energies).toEqual([9571.5]);
    model.setStep(id, { found: [] });
    await shown('Mark where a line of known energy was found');
  });
});
