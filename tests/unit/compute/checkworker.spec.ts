import { checkComputeWorker } from '../../../src/compute/checkworker';
import type { PageMessage, WorkerMessage } from '../../../src/compute/protocol';
import { code } from './support';

/** A worker that answers each message with the given function. */
class Answering {
  constructor(private _answer: (worker: Answering, message: PageMessage) => void) {}
  onmessage: ((event: { data: WorkerMessage }) => void) | null = null;
  onerror: ((event: { message: string; preventDefault(): void }) => void) | null = null;
  isTerminated = false;
  postMessage(message: PageMessage): void {
    setTimeout(() => this._answer(this, message));
  }
  terminate(): void {
    this.isTerminated = true;
  }
}

async function check(answer: (worker: Answering, message: PageMessage) => void) {
  const worker = new Answering(answer);
  const outcome = await checkComputeWorker(() => worker as unknown as Worker, 50).catch(
    (error: unknown) => error
  );
  return { outcome, isTerminated: worker.isTerminated };
}

describe('checkComputeWorker', () => {
  it('starts a separate worker, gets an answer, and ends it', async () => {
    const received: string[] = [];
    const found = await check((worker, message) => {
      received.push(message.type);
      if (message.type === 'ping') {
        worker.onmessage?.({ data: { type: 'alive' } });
      }
    });
    expect(found).toEqual({ outcome: undefined, isTerminated: true });
    expect(received).toEqual(['start', 'ping']);
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
  ])('throws if it %s', async (_, answer, words) => {
    const { outcome, isTerminated } = await check(answer);
    expect(outcome).toEqual(code('compute/crashed'));
    expect((outcome as Error).message).toContain(words);
    expect(isTerminated).toBe(true);
  });
});
