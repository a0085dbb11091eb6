import { checkComputeWorker } from '../../../src/compute/checkworker';
import type { ComputeOrder, ComputeWord } from '../../../src/compute/protocol';
import { code } from './support';

/** A worker that answers each order in its way. */
class Answering {
  constructor(private _answer: (worker: Answering, order: ComputeOrder) => void) {}
  onmessage: ((event: { data: ComputeWord }) => void) | null = null;
  onerror: ((event: { message: string; preventDefault(): void }) => void) | null = null;
  isTerminated = false;
  postMessage(order: ComputeOrder): void {
    setTimeout(() => this._answer(this, order));
  }
  terminate(): void {
    this.isTerminated = true;
  }
}

async function check(answer: (worker: Answering, order: ComputeOrder) => void) {
  const worker = new Answering(answer);
  const outcome = await checkComputeWorker(() => worker as unknown as Worker, 50).catch(
    (error: unknown) => error
  );
  return { outcome, isTerminated: worker.isTerminated };
}

describe('checkComputeWorker', () => {
  it('starts a worker of its own, is answered, and ends it', async () => {
    const orders: string[] = [];
    const found = await check((worker, order) => {
      orders.push(order.type);
      if (order.type === 'ping') {
        worker.onmessage?.({ data: { type: 'alive' } });
      }
    });
    expect(found).toEqual({ outcome: undefined, isTerminated: true });
    expect(orders).toEqual(['start', 'ping']);
  });

  it.each([
    ['is silent', () => undefined, 'silent for 0.05 s'],
    [
      'does not start',
      (worker: Answering) => worker.onerror?.({ message: '', preventDefault: () => undefined }),
      'could not be loaded'
    ],
    [
      'breaks',
      (worker: Answering) =>
        worker.onmessage?.({ data: { type: 'broken', message: 'x of undefined', stack: '' } }),
      'x of undefined'
    ]
  ])('throws where it %s', async (_, answer, words) => {
    const { outcome, isTerminated } = await check(answer);
    expect(outcome).toEqual(code('compute/crashed'));
    expect((outcome as Error).message).toContain(words);
    expect(isTerminated).toBe(true);
  });
});
