import { emissionScan } from './scans';
import { disposeClients, keyAfterRefresh, setup } from './support';

const stamp = (version: string) => ({ path: 'raw.h5', size: 1, lastModified: '', version });

describe('a scan that is assembled from linked files', () => {
  afterEach(disposeClients);

  it('counts as changed if one of them changed, even if its own file did not, and not otherwise', async () => {
    const { open, client, reader } = setup();
    reader.linked = [stamp('1')];
    const document = open();
    document.want(['a.nxs']);
    const keyAfter = () => keyAfterRefresh(client, document);
    await document.compute.settled;
    const first = document.scan('s1')?.key;
    expect(await keyAfter()).toBe(first);
    expect(document.curve('s1')).toEqual([0.5, 1, 1.5]);
    reader.linked = [stamp('2')];
    reader.files.set('a.nxs', () => emissionScan(2));
    expect(await keyAfter()).not.toBe(first);
    expect(document.curve('s1')).toEqual([1, 2, 3]);
  });
});
