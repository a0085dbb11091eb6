import { emptyDocument } from '../../../src/analysis/document';
import { readViewData } from '../../../src/notebook/viewdata';

const document = { ...emptyDocument(), scans: [{ id: 's1', path: 'a.nxs' }] };

describe('the content of an output', () => {
  it('is a document that shows its subject', () => {
    const { view, scans } = readViewData({ version: 1, document, shown: ['s1'] }).document;
    expect(scans).toMatchObject([{ path: 'a.nxs' }]);
    expect(view).toMatchObject({ shown: [{ id: 's1' }], active: { id: 's1' } });
  });

  it('has the stamps of scans, if recorded', () => {
    const of = (stamps: unknown) => readViewData({ version: 1, document, stamps }).stamps;
    const stamp = { size: 3, modified: 7 };
    expect(of({ s1: stamp, s9: stamp })).toEqual([{ path: 'a.nxs', ...stamp }]);
    expect([of(undefined), of({ s1: { size: 'x' } }), of(null), of([1])]).toEqual([[], [], [], []]);
  });

  it.each([
    [null, 'analysis/invalid'],
    ['text', 'analysis/invalid'],
    [{ document }, 'analysis/invalid'],
    [{ version: 2, document }, 'analysis/newer'],
    [{ version: 1 }, 'analysis/invalid'],
    [{ version: 1, document: { ...document, version: 99 } }, 'analysis/newer'],
    [{ version: 1, document, shown: ['s9'] }, 'analysis/edit']
  ])('is refused if it is %j', (data, code) => {
    expect(() => readViewData(data)).toThrow(expect.objectContaining({ code }) as Error);
  });
});
