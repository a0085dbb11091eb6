import { disposeClients, setup, wait } from './support';

describe('a scan that is expected', () => {
  afterEach(disposeClients);

  it('is read before any document requests it, and only once', async () => {
    const { client, reader, open } = setup();
    const document = open();
    const expected = client.expect('a.nxs');
    await wait(20);
    expect(reader.begun).toEqual(['a.nxs']);
    document.want(['a.nxs']);
    await document.compute.settled;
    expect(document.curve('s1')).toEqual([0.5, 1, 1.5]);
    expect(reader.begun).toEqual(['a.nxs']);
    expected.dispose();
    expected.dispose();
    expect(document.scan('s1')?.state).toBe('ready');
  });

  it('is not dropped for other requests', async () => {
    const { client, reader, open } = setup();
    const [document, other] = [open(), open('other')];
    reader.held.add('a.nxs');
    client.expect('a.nxs');
    other.want(['b.nxs']);
    await other.compute.settled;
    reader.held.clear();
    document.want(['a.nxs']);
    await document.compute.settled;
    expect(reader.begun).toEqual(['a.nxs', 'b.nxs']);
    expect(reader.aborted).toEqual([]);
  });

  it('is released if nothing requests it', async () => {
    const { client, reader } = setup();
    reader.held.add('a.nxs');
    const expected = client.expect('a.nxs');
    await wait(5);
    expected.dispose();
    await wait(5);
    expect(reader.aborted).toEqual(['a.nxs']);
  });

  it('follows a rename', async () => {
    const { client, reader, open } = setup();
    const document = open();
    const expected = client.expect('a.nxs');
    await wait(20);
    client.renamed('a.nxs', 'c.nxs');
    document.want(['c.nxs']);
    await document.compute.settled;
    expect(document.curve('s1')).toEqual([0.5, 1, 1.5]);
    expect(reader.begun).toEqual(['a.nxs']);
    document.compute.dispose();
    expected.dispose();
  });
});
