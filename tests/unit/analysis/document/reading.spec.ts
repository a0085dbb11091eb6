import { addScans, emptyDocument, setReading } from '../../../../src/analysis/document';
import { writeDocument } from '../../../../src/analysis/document/write';
import { readDocument } from '../../../../src/analysis/document/read';

const columns = { emission: '1', intensity: '3' };

describe('the reading options of a scan', () => {
  const { document } = addScans(emptyDocument(), ['a.dat', 'b.h5']);

  it('are changed by an edit, and default to the file’s', () => {
    const named = setReading(document, 's2', { entry: '2.1' });
    expect(named.scans[1]).toEqual({ id: 's2', path: 'b.h5', entry: '2.1' });
    const mapped = setReading(named, 's2', { columns });
    expect(mapped.scans[1]).toEqual({ id: 's2', path: 'b.h5', columns });
    expect(setReading(mapped, 's2', {}).scans).toEqual(document.scans);
    expect(document.scans[1]).toEqual({ id: 's2', path: 'b.h5' });
  });

  it('are written, and read in one form', () => {
    const edited = setReading(document, 's1', {
      columns: { unit: 'kev', intensity: ['3'], emission: '1' }
    });
    const read = readDocument(writeDocument(edited));
    expect(JSON.stringify(read.scans[0].columns)).toBe(
      '{"emission":"1","intensity":"3","unit":"keV"}'
    );
  });

  it('are refused for a missing scan, and for an invalid mapping', () => {
    const refused = (sentence: string) =>
      expect.objectContaining({
        code: 'analysis/edit',
        message: expect.stringContaining(sentence) as string
      }) as Error;
    expect(() => setReading(document, 's9', { columns })).toThrow(refused('there is no scan "s9"'));
    const wrong = { energy: 'x' } as object;
    expect(() => setReading(document, 's1', { columns: wrong })).toThrow(
      refused('"columns" of scan "s1": "energy" is none of incident')
    );
    expect(() => setReading(document, 's1', { entry: '' })).toThrow(refused('"entry"'));
  });

  it('make two different scans of a file that is added twice', () => {
    const added = addScans(document, [{ path: 'a.dat', columns }]);
    expect(added.ids).toEqual(['s3']);
    expect(addScans(added.document, ['a.dat', { path: 'a.dat', columns }]).ids).toEqual([
      's1',
      's3'
    ]);
    const alone = addScans(emptyDocument(), [{ path: 'c.dat', columns }, 'c.dat']);
    expect(alone.ids).toEqual(['s1', 's1']);
    expect(alone.document.scans).toEqual([{ id: 's1', path: 'c.dat', columns }]);
  });
});
