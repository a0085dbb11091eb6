import {
  emptyDocument,
  readDocument,
  setMapView,
  writeDocument,
  type AnalysisDocument
} from '../../../../src/analysis/document';
import { readView } from '../../../../src/analysis/document/readview';

const drawn = {
  count: 5,
  scale: 'log',
  levels: [1, 2],
  labels: true,
  filled: true,
  color: '#ff00aa',
  width: 2.5,
  centres: true
} as const;

function saved(document: AnalysisDocument): AnalysisDocument {
  expect(readDocument(writeDocument(document))).toEqual(document);
  return document;
}

const known = { scans: new Set<string>(), steps: new Map() } as never;
const read = (contours: unknown) => readView({ map: { contours } }, known).map.contours;

describe('contours of a view', () => {
  it('are saved, and set in any order of their keys', () => {
    const turned = Object.fromEntries(Object.entries(drawn).reverse());
    const after = saved(setMapView(emptyDocument(), { contours: turned as never }));
    expect(after.view.map.contours).toEqual(drawn);
    expect(saved(setMapView(after, { contours: null })).view.map.contours).toBeNull();
  });

  it('have unique, ascending levels without invalid ones', () => {
    expect(read({ ...drawn, levels: [2, 1, 'x', 1] })).toEqual(drawn);
    const plain = { count: 5, scale: 'log', labels: true, filled: true };
    expect(read({ ...drawn, levels: [], color: 'red', width: -1, centres: 'yes' })).toEqual(plain);
    expect(read({ ...plain, levels: 'all', width: 21, color: 7 })).toEqual(plain);
    expect(read({ ...plain, count: 101 })).toBeNull();
  });

  it.each<[string, object]>([
    ['levels that descend', { levels: [2, 1] }],
    ['a colour that is none', { color: 'red' }],
    ['a width of nothing', { width: 0 }],
    ['so many', { count: 1000 }]
  ])('are refused with %s', (_, wrong) => {
    expect(() => setMapView(emptyDocument(), { contours: { ...drawn, ...wrong } })).toThrow(
      expect.objectContaining({ code: 'analysis/edit' })
    );
  });
});
