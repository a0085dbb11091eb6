import { keyAction } from '../../../src/widgets/list/keys';
import { ListKeyboard } from '../../../src/widgets/list/keyboard';
import { TypeAhead } from '../../../src/widgets/list/typeahead';

const labels = ['xa', 'xb', 'Ya', 'xbc'];

function finder() {
  const typed = new TypeAhead();
  return (letter: string, from: number, at: number) =>
    typed.find(letter, labels.length, index => labels[index], from, at);
}

describe('typing in a list', () => {
  it('is combined within 0.8 s, and starts over after', () => {
    const find = finder();
    expect(find('x', 0, 0)).toBe(1);
    expect(find('b', 1, 700)).toBe(1);
    expect(find('c', 1, 1400)).toBe(3);
    expect(find('y', 3, 2300)).toBe(2);
    expect(find('q', 2, 4000)).toBe(-1);
  });

  it('moves to the next with the same letter, wrapping at the end', () => {
    const find = finder();
    expect([0, 300, 600, 900].map((at, i) => find('x', [0, 1, 3, 0][i], at))).toEqual([1, 3, 0, 1]);
  });

  it('is timed by when keys were pressed, not by when a busy page handles them', () => {
    let focused = 0;
    const state = {
      follow: () => undefined,
      get focused() {
        return labels[focused];
      },
      get focusedIndex() {
        return focused;
      },
      rows: { places: labels.map(key => ({ key })), labelAt: (i: number) => labels[i] },
      focus: (index: number) => (focused = index)
    };
    const keyboard = new ListKeyboard(state as never, { click: () => undefined } as never);
    const clock = jest.spyOn(performance, 'now');
    const plain = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false };
    const press = (key: string, timeStamp: number) => {
      clock.mockReturnValue(10 * timeStamp);
      expect(keyAction({ key, ...plain })).toEqual({ do: 'find', letter: key });
      keyboard.press({ key, ...plain, timeStamp });
    };
    press('x', 100);
    press('b', 600);
    press('c', 1100);
    expect(labels[focused]).toBe('xbc');
    // another key ends the typed text
    press('x', 3000);
    keyboard.press({ key: 'Home', ...plain, timeStamp: 3100 });
    press('y', 3200);
    expect(labels[focused]).toBe('Ya');
    clock.mockRestore();
  });
});
