/** @jest-environment jsdom */
import type { MapCutPatch } from '../../../src/analysis/linecuts';
import type { Cut } from '../../../src/science';
import type { NamedCut } from '../../../src/plots';
import { CutForm } from '../../../src/widgets/cutform';
import { size } from '../plots/fakeplotly';

const cuts: (Cut & NamedCut)[] = [
  { id: 'one', type: 'CIE', at: 9660.123456, width: 0.3 },
  { id: 'two', type: 'CEE', at: 8638.9, width: 0.4 }
];

function setUp() {
  const changes: [string, MapCutPatch][] = [];
  const closed: string[] = [];
  const form = new CutForm({
    onChange: (id, patch) => changes.push([id, patch]),
    onClose: id => closed.push(id)
  });
  size(document.body, 1000, 1000);
  document.body.append(form.node);
  const [at, width] = [...form.node.querySelectorAll('input')];
  const type = (input: HTMLInputElement, value: string) => {
    input.value = value;
    input.dispatchEvent(new Event('change'));
  };
  const key = (name: string) =>
    at.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true }));
  return { form, changes, closed, at, width, type, key };
}

describe('CutForm', () => {
  it('opens with the numbers of a cut, in eV', () => {
    const { form, at, width } = setUp();
    expect(form.node.hidden).toBe(true);
    form.open(cuts[0], 10, 20);
    expect([form.node.hidden, at.value, width.value]).toEqual([false, '9660.1235', '0.3']);
    expect(form.node.textContent).toContain('Ω (eV)');
    expect([form.node.style.left, form.node.style.top]).toEqual(['10px', '20px']);
    expect(document.activeElement).toBe(at);
    form.open(cuts[1], 0, 0);
    expect([at.value, form.node.textContent]).toEqual([
      '8638.9',
      expect.stringContaining('ω (eV)')
    ]);
    form.dispose();
  });

  it('stays inside its panel, whatever their sizes', () => {
    const { form } = setUp();
    const panel = document.body;
    size(panel, 400, 300);
    Object.defineProperty(form.node, 'offsetWidth', { value: 350 });
    Object.defineProperty(form.node, 'offsetHeight', { value: 30 });
    const place = () => [form.node.style.left, form.node.style.top];
    form.open(cuts[0], 390, 290);
    expect(place()).toEqual(['50px', '270px']);
    size(panel, 300, 500);
    form.fit();
    expect(place()).toEqual(['0px', '290px']);
    form.dispose();
  });

  it('returns what is typed, and refuses an invalid cut', () => {
    const { form, changes, at, width, type } = setUp();
    form.open(cuts[1], 0, 0);
    type(at, '8640');
    type(width, '-1');
    type(width, '');
    type(width, '2');
    expect(changes).toEqual([
      ['two', { at: 8640 }],
      ['two', { width: 2 }]
    ]);
    form.dispose();
  });

  it('closes with Enter and Escape, once', () => {
    const { form, closed, key } = setUp();
    form.open(cuts[0], 0, 0);
    form.node.dispatchEvent(new Event('submit', { cancelable: true }));
    form.open(cuts[1], 0, 0);
    key('a');
    key('Escape');
    key('Escape');
    expect([form.node.hidden, closed]).toEqual([true, ['one', 'two']]);
    form.dispose();
  });

  it('follows its cut, and closes if that is removed', () => {
    const { form, closed, at } = setUp();
    form.open(cuts[0], 0, 0);
    form.update([{ ...cuts[0], at: 9661 }, cuts[1]]);
    expect(at.value).toBe('9661');
    form.update([cuts[1]]);
    expect([form.node.hidden, closed]).toEqual([true, ['one']]);
    form.dispose();
    form.dispose();
    expect(form.node.isConnected).toBe(false);
  });

  it('stays with its cut if those before it are removed or restored', () => {
    const { form, changes, closed, at, type } = setUp();
    const other: NamedCut = { id: 'three', type: 'CEE', at: 8645, width: 1 };
    form.open(cuts[1], 0, 0);
    form.update([cuts[1], other]);
    type(at, '8640');
    form.update([other, cuts[0], { ...cuts[1], at: 8640 }]);
    expect(at.value).toBe('8640');
    type(at, '8641');
    expect(changes).toEqual([
      ['two', { at: 8640 }],
      ['two', { at: 8641 }]
    ]);
    form.update([other, cuts[0]]); // one of the same type is no substitute
    type(at, '8642');
    expect([form.node.hidden, closed, changes.length]).toEqual([true, ['two'], 2]);
    form.dispose();
  });

  it('text being typed stays while another number changes', () => {
    const { form, at, width } = setUp();
    form.open(cuts[0], 0, 0);
    at.value = '966';
    form.update([{ ...cuts[0], width: 2 }]);
    expect([at.value, width.value]).toEqual(['966', '2']);
    form.update([{ ...cuts[0], at: 9661, width: 2 }]);
    expect(at.value).toBe('9661');
    form.dispose();
  });

  it('of a line has both its ends and its width', () => {
    const { form, changes, type } = setUp();
    const from = { incident: 9658, emission: 8630.12346 };
    const line = {
      id: 'line',
      type: 'line',
      from,
      to: { incident: 9660, emission: 8640 },
      width: 0.3
    } as const;
    form.open(line, 0, 0);
    const inputs = [...form.node.querySelectorAll('input')];
    expect(inputs.map(({ value }) => value)).toEqual(['9658', '8630.1235', '9660', '8640', '0.3']);
    expect(document.activeElement).toBe(inputs[0]);
    type(inputs[0], '9659'); // the other number of the end retains its digits
    type(inputs[3], '8641');
    type(inputs[4], '1');
    expect(changes).toEqual([
      ['line', { from: { incident: 9659, emission: 8630.12346 } }],
      ['line', { to: { incident: 9660, emission: 8641 } }],
      ['line', { width: 1 }]
    ]);
    form.open(cuts[0], 0, 0);
    expect(form.node.querySelectorAll('input')).toHaveLength(2);
    form.dispose();
  });
});
