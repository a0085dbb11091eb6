import fc from 'fast-check';
import {
  isId,
  isSameRef,
  itemKey,
  nextId,
  parseItemKey,
  refText,
  stepStem,
  takenIds,
  type Ref
} from '../../../../src/analysis/document/index';
import { documents } from './arbitrary';

describe('an id', () => {
  it.each(['s1', 'cut-1', 'A', '0', 'a.b_c-d', 'a'.repeat(64), 'constructor'])('can be %s', id =>
    expect(isId(id)).toBe(true)
  );
  it.each(['', 'scans', '-a', '_a', 'a b', 'a/b', 'a:b', 'a'.repeat(65), 'a\n', 'é', 1, null])(
    "can't be %j",
    id => expect(isId(id)).toBe(false)
  );
});

describe('the next id', () => {
  it.each([
    [[], 's', 's1'],
    [['s1', 's2'], 's', 's3'],
    [['s2', 's10', 'sample', 's03', 's-1'], 's', 's11'],
    [['cut-1', 'cut-1-of-view'], 'cut-', 'cut-2'],
    [[], stepStem('a step of later'), 'a-step-of-later-1'],
    [[], '../', 'x1'],
    [[], '—', 'x1'],
    [['s999999999', 's1000000000'], 's', 's1000000001']
  ])('next to %j of %s is %s', (taken, stem, id) => {
    expect(nextId(new Set(taken), stem)).toBe(id);
  });

  it('is a valid id, and free', () => {
    fc.assert(
      fc.property(documents, fc.string(), (document, stem) => {
        const taken = takenIds(document);
        const id = nextId(taken, stem);
        expect(isId(id)).toBe(true);
        expect(taken.has(id)).toBe(false);
      })
    );
  });
});

describe('an item key', () => {
  it.each([
    ['s1', { ids: ['s1'] }],
    ['s1:lower', { ids: ['s1'], channel: 'lower' }],
    ['cutA/s1', { ids: ['cutA', 's1'] }],
    ['fit/cutA/s1:a/b:c', { ids: ['fit', 'cutA', 's1'], channel: 'a/b:c' }],
    ['s1:', { ids: ['s1'], channel: '' }]
  ])('%s has its parts', (key, parts) => {
    expect(parseItemKey(key)).toEqual(parts);
    const { ids, channel } = parseItemKey(key);
    expect(itemKey(ids, channel)).toBe(key);
  });
});

describe('Refs', () => {
  it.each<[string | Ref, string | Ref]>([
    ['a', { id: 'a' }],
    [
      { id: 'a', only: ['a/s1', 'a/s2'] },
      { only: ['a/s2', 'a/s1', 'a/s2'], id: 'a' }
    ]
  ])('%j and %j are the same', (one, other) => {
    expect(isSameRef(one, other)).toBe(true);
    expect(refText(one)).toBe(refText(other));
  });

  it.each<[string | Ref, string | Ref]>([
    ['a', 'b'],
    [
      { id: 'a', only: ['x'] },
      { id: 'a', except: ['x'] }
    ],
    [
      { id: 'a', channel: 'x' },
      { id: 'a', output: 'x' }
    ],
    [{ id: 'a', channel: 'null' }, 'a'],
    [
      { id: 'a', only: ['x', 'y'] },
      { id: 'a', only: ['x,y'] }
    ]
  ])('%j and %j are different', (one, other) => expect(isSameRef(one, other)).toBe(false));
});
