import type { PageMessage, WorkerMessage } from '../../../src/compute/protocol';
import { scanFacts } from '../../../src/formats/scanfacts';
import { emissionScan } from './scans';
import { until } from './support';

type Handler = (event: { data: PageMessage } & { reason?: unknown }) => void;

/** The worker's entry, loaded into a global scope that records what it posts. */
async function start() {
  const posted: WorkerMessage[] = [];
  const handlers = new Map<string, Handler>();
  Object.assign(globalThis, {
    addEventListener: (type: string, handler: Handler) => handlers.set(type, handler),
    postMessage: (message: WorkerMessage, transfer: Transferable[]) =>
      posted.push(structuredClone(message, { transfer: transfer as never }))
  });
  const channels: MessageChannel[] = [];
  const { MessageChannel: Real } = globalThis;
  class Counted extends Real {
    constructor() {
      super();
      channels.push(this);
    }
  }
  Object.assign(globalThis, { MessageChannel: Counted });
  jest.resetModules();
  await import('../../../src/compute/worker');
  Object.assign(globalThis, { MessageChannel: Real });
  const send = (message: PageMessage) => handlers.get('message')?.({ data: message });
  const reject = (reason: unknown) =>
    handlers.get('unhandledrejection')?.({ reason } as unknown as Parameters<Handler>[0]);
  const end = () =>
    channels.forEach(({ port1, port2 }) => {
      port1.close();
      port2.close();
    });
  return { posted, send, reject, end };
}

describe('the compute worker', () => {
  it('evaluates what arrives through the port, and retains its arrays', async () => {
    const { posted, send, end } = await start();
    const { port1, port2 } = new MessageChannel();
    send({ type: 'start', budget: { scans: 1e6, results: 1e6 }, refused: [] });
    send({ type: 'link', generation: 1, port: port2 });
    const document = { document: 1, revision: 1, pins: [], isHidden: false };
    const contents = { scans: [{ id: 's1', path: 'a' }], steps: [] };
    const demand = [{ id: 's1' }];
    send({ type: 'update', ...document, contents, addresses: [['s1', 'A']], demand });
    await until(() => posted.some(({ type }) => type === 'needs'));
    const scan = emissionScan(1);
    send({ type: 'adopt', sequence: 4, address: 'A', key: 'k', facts: scanFacts(scan) });
    port1.postMessage({ generation: 1, sequence: 4, scan });
    const reports = () => posted.flatMap(message => (message.type === 'report' ? [message] : []));
    await until(() => reports().some(({ isSettled }) => isSettled));
    expect(posted.map(({ type }) => type)).toContain('adopted');
    const sent = reports().flatMap(({ values }) => values);
    expect(sent).toMatchObject([[expect.any(String), { kind: 'spectrum' }]]);
    send({ type: 'query', id: 9, document: 1, query: { kind: 'result', ref: { id: 's1' } } });
    await until(() => posted.some(({ type }) => type === 'answer'));
    expect(posted.at(-1)).toMatchObject({ type: 'answer', id: 9 });
    port1.close();
    port2.close();
    end();
  });

  it('answers a ping, and reports unhandled rejections, which do not reach the page otherwise', async () => {
    const { posted, send, reject, end } = await start();
    send({ type: 'ping' });
    reject(new TypeError('a mistake'));
    expect(posted).toMatchObject([{ type: 'alive' }, { type: 'broken', message: 'a mistake' }]);
    end();
  });
});
