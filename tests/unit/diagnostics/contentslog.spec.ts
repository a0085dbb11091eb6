import type { Contents } from '@jupyterlab/services';
import type { ILogEntry } from '../../../src/diagnostics';
import { ContentsTransport } from '../../../src/diagnostics/sinks/contentslog';
import { asDeliveryError, problemOf } from '../../../src/diagnostics/sinks/transport';
import { entryOf } from './entries';

const session = '0123abcd';

const entry = (seq: number, change: Partial<ILogEntry> = {}): ILogEntry =>
  entryOf(session, seq, change);

/** A folder of the server; a file in a missing folder is its error 500. */
class Disk {
  folders = new Set<string>();
  files = new Map<string, string>();
  deleted: string[] = [];
  status: number | null = null;
  saves = 0;

  async save(path: string, model: Partial<Contents.IModel>): Promise<object> {
    this.saves++;
    await Promise.resolve();
    if (this.status !== null) {
      throw Object.assign(new Error('no'), { response: response(this.status) });
    }
    if (model.type === 'directory') {
      this.folders.add(path);
    } else if (!this.folders.has(path.replace(/\/[^/]*$/, ''))) {
      throw Object.assign(new Error('no folder'), { response: response(500) });
    } else {
      this.files.set(path, String(model.content));
    }
    return {};
  }

  async get(path: string): Promise<object> {
    const names = [...this.files.keys()].filter(file => file.startsWith(`${path}/`));
    const content = names.map((file, i) => ({
      name: file.slice(path.length + 1),
      type: 'file',
      size: this.files.get(file)?.length,
      last_modified: new Date(i).toISOString()
    }));
    return Promise.resolve({ type: 'directory', content });
  }

  delete(path: string): Promise<void> {
    this.deleted.push(path);
    this.files.delete(path);
    return Promise.resolve();
  }
}

/** As in the errors of ServerConnection. */
function response(status: number) {
  return { status, headers: new Map() };
}

describe('ContentsTransport', () => {
  let disk: Disk;
  beforeEach(() => {
    disk = new Disk();
  });

  const transportOf = (count = 5, total = 1e9) =>
    new ContentsTransport(disk as unknown as Contents.IManager, () => ({ count, total }));
  const long = 'x'.repeat(100_000);

  it('creates the folder first and rewrites the segment until it is full', async () => {
    const transport = transportOf();
    expect(await transport.send('run', session, [entry(1), entry(2)])).toBe(2);
    await transport.send('run', session, [entry(3, { message: long })]);
    await transport.send('run', session, [entry(4, { message: long })]);
    await transport.send('run', session, [entry(5, { message: long })]);
    const names = [...disk.files.keys()];
    expect(names).toEqual([1, 2].map(n => `run/xes-diagnostics/xes-${session}-${n}.log`));
    const lines = [...disk.files.values()].map(text =>
      text
        .trimEnd()
        .split('\n')
        .map(line => (JSON.parse(line) as ILogEntry).seq)
    );
    expect(lines).toEqual([[1, 2, 3, 4], [5]]);
  });

  it('keeps a fixed number of segments of a session, and deletes nothing else', async () => {
    const others = ['crash-x.json', 'xes-ffff0000-1.log', 'xes-zz-1.log', 'notes.log'];
    others.forEach(name => disk.files.set(`run/xes-diagnostics/${name}`, '.'));
    const transport = transportOf(2);
    for (let seq = 1; seq <= 12; seq++) {
      await transport.send('run', session, [entry(seq, { message: long })]);
    }
    const names = [...disk.files.keys()].map(name => name.split('/')[2]);
    expect(names).toEqual([...others, `xes-${session}-5.log`, `xes-${session}-6.log`]);
  });

  it('deletes the oldest of other sessions if the total is too large', async () => {
    for (const n of [1, 2, 3]) {
      disk.files.set(`run/xes-diagnostics/xes-ffff000${n}-1.log`, '.'.repeat(1000));
    }
    disk.files.set('run/xes-diagnostics/raw.nxs', '.'.repeat(9000));
    await transportOf(5, 2500).send('run', session, [entry(1)]);
    expect(disk.deleted).toEqual(['run/xes-diagnostics/xes-ffff0001-1.log']);
  });

  it('begins the next segment after a failure, also one of another page', async () => {
    const transport = transportOf();
    await transport.send('run', session, [entry(1)]);
    disk.status = 503;
    await expect(transport.send('run', session, [entry(2)])).rejects.toMatchObject({
      problem: 'away'
    });
    disk.status = null;
    await transport.send('run', session, [entry(2)]);
    await transportOf().send('run', session, [entry(3)]);
    expect([...disk.files.keys()].map(name => name.slice(-5))).toEqual(['1.log', '2.log', '3.log']);
  });

  it('recreates the folder if it was deleted', async () => {
    const transport = transportOf();
    await transport.send('run', session, [entry(1)]);
    disk.folders.clear();
    disk.files.clear();
    await transport.send('run', session, [entry(2)]);
    expect([...disk.files.keys()]).toEqual([`run/xes-diagnostics/xes-${session}-1.log`]);
  });

  it.each([
    [403, 'place'],
    [500, 'place'],
    [400, 'place'],
    [413, 'size'],
    [424, 'away']
  ])('classifies the answer %d as a problem of kind %s', async (status, problem) => {
    disk.status = status;
    await expect(transportOf().send('run', session, [entry(1)])).rejects.toMatchObject({ problem });
  });
});

describe('problemOf', () => {
  it("distinguishes a hub's page from a server's refusal", () => {
    expect([problemOf(403, true), problemOf(403, false)]).toEqual(['away', 'place']);
    expect([problemOf(200, true), problemOf(503, false)]).toEqual(['away', 'away']);
    expect([problemOf(400, false), problemOf(413, false)]).toEqual(['content', 'size']);
    expect(asDeliveryError(new TypeError('Failed to fetch')).problem).toBe('away');
    expect(asDeliveryError('odd').message).toBe('odd');
  });
});
