/** @jest-environment jsdom */
import { Notes, type INote } from '../../../src/widgets/stage/notes';

function setUp() {
  const notes = new Notes((_, work) => void work());
  const more = () => notes.node.querySelector<HTMLButtonElement>('[aria-expanded]');
  const seen = () =>
    [...notes.node.querySelectorAll<HTMLElement>('.jp-XESStage-note')]
      .filter(({ hidden }) => !hidden)
      .map(({ firstChild }) => firstChild?.textContent);
  const show = (...texts: string[]) => notes.show(texts.map((text): INote => ({ text })));
  return { notes, more, seen, show };
}

describe('the notes below the plots', () => {
  it('are two lines at most; the others are behind a button', () => {
    const { notes, more, seen, show } = setUp();
    expect(notes.node.hidden).toBe(true);
    show('a', 'b');
    expect([notes.node.hidden, seen(), more()?.hidden]).toEqual([false, ['a', 'b'], true]);
    show('a', 'b', 'c', 'd');
    expect([seen(), more()?.hidden, more()?.textContent]).toEqual([
      ['a', 'b'],
      false,
      'and 2 more'
    ]);
    expect([more()?.title, more()?.getAttribute('aria-expanded')]).toEqual(['c\nd', 'false']);
    more()?.click();
    expect([seen(), more()?.textContent]).toEqual([['a', 'b', 'c', 'd'], 'fewer']);
    show('a', 'b', 'c');
    expect(seen()).toEqual(['a', 'b', 'c']); // it stays open
    show('a');
    show('a', 'b', 'c');
    expect(seen()).toEqual(['a', 'b']);
    show();
    expect(notes.node.hidden).toBe(true);
    notes.dispose();
  });

  it('stay the same nodes while unchanged, complete in their tooltips', () => {
    const { notes, show } = setUp();
    show('a', 'b');
    const before = notes.node.querySelector('.jp-XESStage-note');
    expect(before?.querySelector('span')?.title).toBe('a');
    show('a', 'b');
    expect(notes.node.querySelector('.jp-XESStage-note')).toBe(before);
    notes.dispose();
  });

  it('offer the current actions', () => {
    const { notes } = setUp();
    const [first, last] = [jest.fn(), jest.fn()];
    notes.show([{ text: 'a', action: { label: 'Show all', run: first } }]);
    notes.show([{ text: 'a', action: { label: 'Show all', run: last } }]);
    notes.node.querySelector<HTMLButtonElement>('.jp-XESStage-note button')?.click();
    expect([first.mock.calls.length, last.mock.calls.length]).toEqual([0, 1]);
    notes.dispose();
  });
});
