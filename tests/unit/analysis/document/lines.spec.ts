import {
  addScans,
  addStep,
  commit,
  emptyDocument,
  holdsSameWork,
  maxEntries,
  readDocument,
  setAxesView,
  setLines,
  startHistory,
  undo,
  writeDocument,
  type ReferenceMark
} from '../../../../src/analysis/document';

const line: ReferenceMark = { name: 'Zn Kβ1,3', energy: 9572, source: 'Bearden' };
const own: ReferenceMark = { name: 'mine', energy: 9660.5, source: 'own standard', off: true };

describe('reference energies that are drawn', () => {
  it('are saved and reread; a document without them does not mention them', () => {
    const document = setLines(emptyDocument(), [line, own]);
    const text = writeDocument(document);
    expect(readDocument(text).view.lines).toEqual([line, own]);
    expect(writeDocument(readDocument(text))).toBe(text);
    expect(writeDocument(emptyDocument())).not.toContain('lines');
    expect(writeDocument(setLines(document, []))).toBe(writeDocument(emptyDocument()));
  });

  it.each([
    ['an energy below zero', { ...line, energy: -1 }],
    ['an energy that is no number', { ...line, energy: '9572' }],
    ['an energy that JSON can’t hold', { ...line, energy: Infinity }],
    ['no source', { ...line, source: ' ' }],
    ['no name', { name: '', energy: 9572, source: 'Bearden' }],
    ['a name without end', { ...line, name: 'x'.repeat(maxEntries.text + 1) }],
    ['no line at all', null]
  ])('%s is refused, and dropped from a document that has it', (_, wrong) => {
    const lines = [line, wrong] as ReferenceMark[];
    expect(() => setLines(emptyDocument(), lines)).toThrow(/needs a name, an energy in eV/);
    const document = JSON.parse(writeDocument(emptyDocument())) as { view: object };
    const text = JSON.stringify({ ...document, view: { ...document.view, lines } });
    expect(readDocument(text).view.lines).toEqual([line]);
  });

  it('are limited in number', () => {
    const many = Array.from({ length: maxEntries.lines + 1 }, (_, i) => ({
      ...line,
      energy: i + 1
    }));
    expect(() => setLines(emptyDocument(), many)).toThrow(/no more than 500 reference lines/);
    const document = JSON.parse(writeDocument(emptyDocument())) as { view: object };
    const text = JSON.stringify({ ...document, view: { ...document.view, lines: many } });
    expect(readDocument(text).view.lines).toHaveLength(maxEntries.lines);
  });

  it('are separate undo entries, which a zoom is not; undo leaves the zoom', () => {
    const start = startHistory(addScans(emptyDocument(), ['a']).document);
    const drawn = commit(start, setLines(start.document, [line]), { label: 'Add' });
    expect(drawn.past).toHaveLength(1);
    const zoomed = commit(drawn, setAxesView(drawn.document, { x: [1, 2] }), { label: 'Zoom' });
    expect(zoomed.past).toHaveLength(1);
    const back = undo(zoomed);
    expect([back.document.view.lines, back.document.view.axes.x]).toEqual([undefined, [1, 2]]);
  });

  it('stay when another edit is undone', () => {
    const start = startHistory(setLines(addScans(emptyDocument(), ['a']).document, [line]));
    const step = addStep(start.document, { step: 'smooth' });
    expect(undo(commit(start, step.document, { label: 'Add' })).document.view.lines).toEqual([
      line
    ]);
  });

  it('count as work: a document with others is not the same', () => {
    const document = setLines(emptyDocument(), [line]);
    expect(holdsSameWork(document, emptyDocument())).toBe(false);
    expect(holdsSameWork(document, setLines(emptyDocument(), [{ ...line }]))).toBe(true);
  });
});
