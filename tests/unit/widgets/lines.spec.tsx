/** @jest-environment jsdom */
import { MessageLoop } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';
import { AnalysisModel } from '../../../src/model';
import {
  atEnergy,
  elementNear,
  knownLines,
  withLines
} from '../../../src/widgets/lines/knownlines';
import { LinesPopover } from '../../../src/widgets/lines/linespopover';
import { FakeCompute } from '../model/fakecompute';
import { documentOf } from '../model/support';
import { until } from '../compute/support';
import { choose, control, press, type } from './inspectorhelpers';
import { xesScan } from './scans';

/** The panel of the reference lines of an analysis, open. */
function opened() {
  const model = new AnalysisModel({ compute: new FakeCompute(() => xesScan()) });
  model.load(documentOf(['a.nxs']));
  const refusals: string[] = [];
  const guard = (_: string, work: () => unknown) => {
    try {
      work();
    } catch (reason) {
      refusals.push(String(reason));
    }
  };
  const anchor = document.body.appendChild(document.createElement('button'));
  anchor.focus();
  const popover = new LinesPopover({ model, guard, anchor, visible: [9620, 9680] });
  Widget.attach(popover, document.body);
  MessageLoop.flush();
  const end = () => {
    popover.dispose();
    model.dispose();
    document.body.replaceChildren();
    expect(refusals).toEqual([]);
  };
  return { model, popover, anchor, node: popover.node, end };
}

describe('editing reference lines', () => {
  it('starts with the element near the visible range; all of a source are added at once, and undone', async () => {
    const { model, node, end } = opened();
    await until(() => node.querySelector('select') !== null);
    expect(control<HTMLSelectElement>(node, 'Element').value).toBe('Zn');
    const which = control<HTMLSelectElement>(node, 'Lines');
    expect(which.options[0].text).toBe('All of Bearden: Kα1, Kα2, Kβ1,3');
    control(node, 'Add').click();
    await until(() => model.lines.length === 3);
    expect(model.lines.map(({ name, energy }) => [name, energy])).toEqual([
      ['Zn Kα1', 8638.86],
      ['Zn Kα2', 8615.78],
      ['Zn Kβ1,3', 9572]
    ]);
    expect(model.lines.every(({ source }) => source.startsWith('Bearden, Rev. Mod. Phys.'))).toBe(
      true
    );
    control(node, 'Add').click();
    expect(model.lines).toHaveLength(3); // they are there
    model.undo();
    expect(model.lines).toEqual([]);
    end();
  });

  it('switches one off, changes and removes it in the table; refuses invalid energies', async () => {
    const { model, node, end } = opened();
    await until(() => node.querySelector('select') !== null);
    const which = control<HTMLSelectElement>(node, 'Lines');
    const place = [...which.options].findIndex(({ text }) => text === 'Zn Kβ1,3 9572 eV (Bearden)');
    choose(which, String(place));
    await until(() => which.value === String(place));
    control(node, 'Add').click();
    control(node, 'Own line').click();
    await until(() => node.querySelectorAll('tbody tr').length === 2);
    expect(model.lines.map(({ name, energy }) => [name, energy])).toEqual([
      ['Zn Kβ1,3', 9572],
      ['line', 9650]
    ]);
    control(node, 'Draw Zn Kβ1,3').click();
    await until(() => model.lines[0].off === true);
    const energy = () => control(node, 'Energy of line, eV');
    type(energy(), '9660.7');
    press(energy(), 'Enter');
    await until(() => model.lines[1].energy === 9660.7);
    type(energy(), 'none');
    await until(() => energy().getAttribute('aria-invalid') === 'true');
    press(energy(), 'Enter');
    expect(model.lines[1].energy).toBe(9660.7);
    press(energy(), 'Escape');
    await until(() => energy().value === '9660.7');
    const source = control(node, 'Source of line');
    type(source, 'own standard');
    press(source, 'Enter');
    await until(() => model.lines[1].source === 'own standard');
    control(node, 'Remove Zn Kβ1,3').click();
    await until(() => model.lines.length === 1);
    control(node, 'Remove all').click();
    await until(() => model.lines.length === 0);
    expect(model.history.undo).toBe(7);
    end();
  });

  it('drops the citation of an edited energy, until it is undone', async () => {
    const { model, node, end } = opened();
    await until(() => node.querySelector('select') !== null);
    control(node, 'Add').click();
    await until(() => node.querySelectorAll('tbody tr').length === 3);
    const bearden = model.lines[2].source;
    const field = () => control(node, 'Energy of Zn Kβ1,3, eV');
    const source = () => control(node, 'Source of Zn Kβ1,3');
    const edit = async (energy: string) => {
      type(field(), energy);
      press(field(), 'Enter');
      await until(() => model.lines[2].energy === Number(energy));
    };
    await edit('9572.1');
    expect(model.lines[2].source).toBe('own value; Bearden has 9572 eV');
    await until(() => source().value === model.lines[2].source);
    await edit('9573');
    expect(model.lines[2].source).toBe('own value; Bearden has 9572 eV');
    model.undo();
    model.undo();
    expect(model.lines[2]).toMatchObject({ energy: 9572, source: bearden });
    await until(() => source().value === bearden);
    end();
  });

  it('preserves what is typed in a row, and removes it with the row', async () => {
    const { model, node, end } = opened();
    const line = (energy: number) => ({ name: 'line', energy, source: 'own' });
    model.setLines([line(1), line(2), line(2), line(3)]);
    const fields = () => [
      ...node.querySelectorAll<HTMLInputElement>('[aria-label="Energy of line, eV"]')
    ];
    const texts = () => fields().map(({ value }) => value);
    const remove = (row: number) =>
      node.querySelectorAll<HTMLButtonElement>('tbody button')[row].click();
    await until(() => fields().length === 4);
    type(fields()[1], '-2');
    await until(() => fields()[1].getAttribute('aria-invalid') === 'true');
    remove(0);
    await until(() => fields().length === 3);
    expect(texts()).toEqual(['-2', '2', '3']);
    model.undo();
    await until(() => fields().length === 4);
    expect(texts()).toEqual(['1', '-2', '2', '3']);
    remove(1);
    await until(() => fields().length === 3);
    expect(texts()).toEqual(['1', '2', '3']); // the other one of the same energy has its own
    expect(fields().map(field => field.getAttribute('aria-invalid'))).toEqual(
      Array(3).fill('false')
    );
    expect(model.lines.map(({ energy }) => energy)).toEqual([1, 2, 3]);
    end();
  });

  it('takes the focus, closes with Escape from anywhere, and returns the focus', async () => {
    for (const isOut of [false, true]) {
      const { popover, node, anchor, end } = opened();
      await until(() => document.activeElement === (node.querySelector('select') ?? node));
      expect(popover.isDisposed).toBe(false);
      if (isOut) {
        control(node, 'Element').blur(); // like a click on its text
      }
      press(document.activeElement as HTMLElement, 'Escape');
      expect([popover.isDisposed, document.activeElement]).toEqual([true, anchor]);
      end();
    }
  });

  it('takes the focus itself if the focused part is removed', async () => {
    const { model, node, end } = opened();
    await until(() => node.querySelector('select') !== null);
    control(node, 'Own line').click();
    await until(() => node.querySelectorAll('tbody tr').length === 1);
    control(node, 'Remove line').focus();
    control(node, 'Remove line').click();
    await until(() => model.lines.length === 0 && document.activeElement === node);
    end();
  });
});

describe('reference lines', () => {
  const known = knownLines();

  it('each have an energy and a source', () => {
    expect(known.length).toBeGreaterThan(60);
    expect(known.every(({ energy, source }) => energy > 0 && source !== '')).toBe(true);
  });

  it('are found by the visible range', () => {
    expect(elementNear(known, [7100, 7120])).toBe('Fe');
    expect(elementNear(known, [5400, 5420])).toBe('Cr');
    expect(elementNear([], [1, 2])).toBeNull();
  });

  it('at another energy are the user’s, whatever their names; sources entered by the user stay', () => {
    const [line] = known.filter(({ name, source }) => name === 'Zn Kβ1,3' && source !== 'own');
    const { name, energy, source } = line;
    const own = 'own value; Bearden has 9572 eV';
    expect(atEnergy(known, { name, energy, source }, 9572.03).source).toBe(own);
    expect(atEnergy(known, { name: 'main', energy, source }, 9572.03).source).toBe(own);
    expect(atEnergy(known, { name: 'main', energy: 9572.03, source: own }, 9571).source).toBe(own);
    expect(atEnergy(known, { name, energy: 9572.03, source: own }, energy).source).toBe(source);
    expect(atEnergy(known, { name, energy, source }, energy).source).toBe(source);
    // as in older analyses: changed, and still cited
    expect(atEnergy(known, { name, energy: 9571, source }, 9570).source).toBe(own);
    expect(atEnergy(known, { name: 'main', energy: 9571, source }, 9570).source).toBe('own value');
    for (const mine of ['own', 'Deslattes 2003']) {
      expect(atEnergy(known, { name, energy, source: mine }, 9570).source).toBe(mine);
    }
  });

  it('are the same only with the same energy of the same source', () => {
    const [first] = known;
    expect(withLines([first], [first])).toHaveLength(1);
    expect(withLines([first], [{ ...first, source: 'other' }])).toHaveLength(2);
  });
});
