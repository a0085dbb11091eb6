/** @jest-environment jsdom */
import type { Cut } from '../../../src/science';
import { CutForm } from '../../../src/widgets/cutform';
import { size } from '../plots/fakeplotly';

const cuts: Cut[] = [
  { type: 'CIE', at: 9660.123456, width: 0.3 },
  { type: 'CEE', at: 8638.9, width: 0.4 }
];

function setUp() {
  const changes: [number, Partial<Cut>][] = [];
  const closed: number[] = [];
  const form = new CutForm({
    onChange: (index, patch) => changes.push([index, patch]),
    onClose: index => closed.push(index)
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
    form.open(0, cuts[0], 10, 20);
    expect([form.node.hidden, at.value, width.value]).toEqual([false, '9660.1235', '0.3']);
    expect(form.node.textContent).toContain('Ω (eV)');
    expect([form.node.style.left, form.node.style.top]).toEqual(['10px', '20px']);
    expect(document.activeElement).toBe(at);
    form.open(1, cuts[1], 0, 0);
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
    form.open(0, cuts[0], 390, 290);
    expect(place()).toEqual(['50px', '270px']);
    size(panel, 300, 500);
    form.fit();
    expect(place()).toEqual(['0px', '290px']);
    form.dispose();
  });

  it('gives what is typed, and refuses what is no cut', () => {
    const { form, changes, at, width, type } = setUp();
    form.open(1, cuts[1], 0, 0);
    type(at, '8640');
    type(width, '-1');
    type(width, '');
    type(width, '2');
    expect(changes).toEqual([
      [1, { at: 8640 }],
      [1, { width: 2 }]
    ]);
    form.dispose();
  });

  it('closes with Enter and Escape, once', () => {
    const { form, closed, key } = setUp();
    form.open(0, cuts[0], 0, 0);
    form.node.dispatchEvent(new Event('submit', { cancelable: true }));
    form.open(1, cuts[1], 0, 0);
    key('a');
    key('Escape');
    key('Escape');
    expect([form.node.hidden, closed]).toEqual([true, [0, 1]]);
    form.dispose();
  });

  it('follows its cut, and closes where that is gone', () => {
    const { form, closed, at } = setUp();
    form.open(0, cuts[0], 0, 0);
    form.update([{ ...cuts[0], at: 9661 }, cuts[1]]);
    expect(at.value).toBe('9661');
    form.update([cuts[1]]);
    expect([form.node.hidden, closed]).toEqual([true, [0]]);
    form.dispose();
    form.dispose();
    expect(form.node.isConnected).toBe(false);
  });
});
