import type { ReadChoice } from '../../../src/formats/mapping/types';
import type { Delivery, WorkerReply, WorkerRequest } from '../../../src/io/protocol';
import { bytesOfScan, realScan } from './helpers';

const path = realScan('279496_1.nxs');
const withData = path ? it : it.skip;
type Sent = { message: WorkerReply; transfer: Transferable[] };

/** The worker's entry, loaded into a global scope that records what it posts. */
async function start(bytes: Uint8Array) {
  const sent: Sent[] = [];
  let ask: (event: { data: WorkerRequest }) => void = () => undefined;
  Object.assign(globalThis, {
    addEventListener: (_type: string, handler: typeof ask) => (ask = handler),
    postMessage: (message: WorkerReply, transfer: Transferable[] = []) =>
      sent.push({ message: structuredClone(message, { transfer: transfer as never }), transfer }),
    fetch: () => Promise.resolve(new Response(bytes.slice()))
  });
  jest.resetModules();
  await import('../../../src/io/worker');
  const target = { path: 'a.nxs', url: 'http://host/files/a.nxs', contentsUrl: null, headers: {} };
  const open = (delivery?: number, choice?: ReadChoice) =>
    answersOn({
      id: 7,
      type: 'open',
      target,
      ...(choice ? { choice } : {}),
      ...(delivery ? { delivery } : {})
    });
  const list = () => answersOn({ id: 7, type: 'list', target });
  const answersOn = async (request: WorkerRequest) => {
    const answers = () => sent.filter(({ message }) => message.type !== 'progress');
    const before = answers().length;
    ask({ data: request });
    for (let i = 0; i < 500 && answers().length === before; i++) {
      await new Promise(resolve => setTimeout(resolve, 10));
    }
    return answers();
  };
  const link = (generation: number) => {
    const port = {
      sent: [] as Delivery[],
      isClosed: false,
      close: () => (port.isClosed = true),
      postMessage: (message: Delivery, transfer: Transferable[]) =>
        port.sent.push(structuredClone(message, { transfer: transfer as never }))
    };
    ask({ data: { type: 'link', generation, port: port as never } });
    return port;
  };
  return { open, list, link };
}

describe('the reading worker', () => {
  it('fails with a code', async () => {
    const { open } = await start(new TextEncoder().encode('nothing'));
    const [{ message }] = await open();
    expect(message).toMatchObject({ id: 7, type: 'failed', code: 'file/not-hdf5' });
  });

  it('lists what a file holds on request, and reads it with the given options', async () => {
    const { open, list } = await start(new TextEncoder().encode('7000 10 5\n7001 20 6\n'));
    const [listed] = await list();
    const { listing } = listed.message as Extract<WorkerReply, { type: 'listed' }>;
    expect(listing).toMatchObject({
      entries: [],
      entry: null,
      arrays: [{ name: '1', range: [7000, 7001] }, { name: '2' }, { name: '3', shape: [2] }]
    });
    const failed = (await open()).at(-1);
    const { head, ...asDetails } = listing;
    expect(head).toBe('7000 10 5\n7001 20 6\n');
    expect(failed?.message).toMatchObject({ code: 'scan/columns-unknown', details: asDetails });
    const columns = { emission: '1', monitor: '2', intensity: '3' };
    const opened = (await open(undefined, { columns })).at(-1);
    expect(opened?.message).toMatchObject({
      type: 'opened',
      result: { scan: { channels: [{ intensity: Float64Array.of(0.5, 0.3) }] } }
    });
  });

  it.each([
    ['internal/error', new TypeError('a mistake')],
    ['worker/crashed', new WebAssembly.RuntimeError('Aborted(OOM)')]
  ])('fails with %s, and with the stack', async (code, reason) => {
    const { open } = await start(new TextEncoder().encode('# DIAMOND LIGHT SOURCE'));
    const failing = jest.spyOn(TextDecoder.prototype, 'decode').mockImplementation(() => {
      throw reason;
    });
    const [{ message }] = await open();
    failing.mockRestore();
    expect(message).toMatchObject({ id: 7, type: 'failed', code });
    const { stack } = message as Extract<WorkerReply, { type: 'failed' }>;
    expect(stack).toContain(`${reason.name}: ${reason.message}`);
    expect(stack).toContain('worker.spec');
  });

  withData('moves every array of a scan, each buffer once', async () => {
    const { open } = await start(bytesOfScan(path ?? ''));
    const replies = await open();
    expect(replies).toHaveLength(1);
    const { message, transfer } = replies[0];
    expect(new Set(transfer).size).toBe(transfer.length);
    expect((transfer as ArrayBuffer[]).every(buffer => buffer.byteLength === 0)).toBe(true);
    expect(message).toMatchObject({ id: 7, type: 'opened' });
    const { scan } = (message as Extract<WorkerReply, { type: 'opened' }>).result;
    expect(scan.channels.map(channel => channel.intensity.length)).toEqual([50, 50]);
  });

  it('sends a scan through the current link, moved, and its facts to the page', async () => {
    const text = 'energy_eV,intensity,sigma\n9000,2,1\n9001,3,1\n9002,5,1\n';
    const { open, link } = await start(new TextEncoder().encode(text));
    const [before] = await open(5);
    expect(before.message).toMatchObject({ type: 'delivered', result: { generation: 0 } });
    const first = link(1);
    const second = link(2);
    const [, { message, transfer }] = await open(6);
    expect(message).toMatchObject({
      id: 7,
      type: 'delivered',
      result: { generation: 2, facts: { points: { measured: 3 } } }
    });
    expect(message).not.toHaveProperty('result.scan');
    expect(transfer).toEqual([]);
    expect([first.isClosed, first.sent, second.isClosed]).toEqual([true, [], false]);
    const [delivered] = second.sent;
    expect(delivered).toMatchObject({ generation: 2, sequence: 6, scan: { kind: 'XES' } });
    expect([...delivered.scan.channels[0].intensity]).toEqual([2, 3, 5]);
  });
});
