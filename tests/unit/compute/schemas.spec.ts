import { emissionScan } from './scans';
import { disposeClients, keyAfterRefresh, setup, until, wait } from './support';

describe('files that are read by changed schemas', () => {
  afterEach(disposeClients);

  it('are reread, and no others', async () => {
    const { open, client, reader } = setup();
    const document = open();
    document.want(['a.nxs', 'b.nxs']);
    await document.compute.settled;
    const before = reader.begun.length;
    client.refresh(path => path === 'a.nxs');
    await document.compute.settled;
    expect(reader.begun.slice(before)).toEqual(['a.nxs']);
  });

  it('count as changed if another schema read them, and not otherwise', async () => {
    const { open, client, reader } = setup();
    const by = (sha256: string) => () => ({
      ...emissionScan(1),
      schema: { name: 'B7', from: 'xes-schema.json', sha256 }
    });
    reader.files.set('a.nxs', by('1'));
    const document = open();
    document.want(['a.nxs']);
    const keyAfter = () => keyAfterRefresh(client, document);
    await document.compute.settled;
    const first = document.scan('s1')?.key;
    expect(await keyAfter()).toBe(first);
    reader.files.set('a.nxs', by('2'));
    expect(await keyAfter()).not.toBe(first);
    expect(document.curve('s1')).toEqual([0.5, 1, 1.5]);
  });

  it('are reread only on demand, if they were evicted', async () => {
    const { client, open, reader } = setup();
    const [seen, hidden] = [open(), open()];
    seen.want(['a.nxs']);
    hidden.want(['a.nxs', 'b.nxs'], { isHidden: true });
    await Promise.all([seen.compute.settled, hidden.compute.settled]);
    await wait(5);
    hidden.compute.release();
    await until(() => hidden.scan('s2')?.state === 'released');
    hidden.want(['a.nxs', 'b.nxs'], { isHidden: true, demand: [{ id: 's1' }] });
    await hidden.compute.settled;
    const before = reader.begun.length;
    reader.files.set('b.nxs', () => ({
      ...emissionScan(2),
      schema: { name: 'B7', from: 'xes-schema.json', sha256: '2' }
    }));
    client.refresh(() => true);
    await seen.compute.settled;
    await wait(5);
    expect(reader.begun.slice(before)).toEqual(['a.nxs']);
    expect(hidden.scan('s2')?.state).toBe('waiting');
    hidden.want(['a.nxs', 'b.nxs']);
    await hidden.compute.settled;
    expect(reader.begun.slice(before)).toEqual(['a.nxs', 'b.nxs']);
    expect(hidden.scan('s2')?.facts?.schema?.sha256).toBe('2');
  });

  it('are retried if they could not be read', async () => {
    const { open, client, reader } = setup();
    reader.files.delete('a.nxs');
    const document = open();
    document.want(['a.nxs']);
    await document.compute.settled;
    expect(document.scan('s1')?.state).toBe('failed');
    reader.files.set('a.nxs', () => emissionScan(1));
    client.refresh(() => true);
    await document.compute.settled;
    expect(document.scan('s1')?.state).toBe('ready');
  });
});
