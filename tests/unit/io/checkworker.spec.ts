import { checkWorker } from '../../../src/io/checkworker';
import type { WorkerReply, WorkerRequest } from '../../../src/io/protocol';

function workerThat(answers: (worker: FakeWorker) => void) {
  const worker = new FakeWorker(answers);
  return { worker, create: () => worker as unknown as Worker };
}

class FakeWorker {
  constructor(private _answers: (worker: FakeWorker) => void) {}
  onmessage: ((event: { data: WorkerReply }) => void) | null = null;
  onerror: ((event: { message: string; preventDefault(): void }) => void) | null = null;
  requests: WorkerRequest[] = [];
  isTerminated = false;
  postMessage(request: WorkerRequest): void {
    this.requests.push(request);
    setTimeout(() => this._answers(this));
  }
  terminate(): void {
    this.isTerminated = true;
  }
}

describe('checkWorker', () => {
  it('returns what a separate worker read, and ends it', async () => {
    const { worker, create } = workerThat(fakeWorker =>
      fakeWorker.onmessage?.({ data: { id: 1, type: 'checked', values: [1, 2] } })
    );
    expect(await checkWorker(create)).toEqual([1, 2]);
    expect([worker.isTerminated, worker.requests]).toEqual([true, [{ id: 1, type: 'check' }]]);
  });

  it.each([
    [
      'fails',
      (fakeWorker: FakeWorker) =>
        fakeWorker.onmessage?.({
          data: { id: 1, type: 'failed', code: 'file/unreadable', message: 'no', stack: '' }
        }),
      'no'
    ],
    [
      'does not start',
      (fakeWorker: FakeWorker) =>
        fakeWorker.onerror?.({ message: '', preventDefault: () => undefined }),
      'could not be loaded'
    ],
    ['is silent', () => undefined, 'silent for 0.05 s']
  ])('rejects if it %s', async (_, answers, words) => {
    const { worker, create } = workerThat(answers);
    await expect(checkWorker(create, 50)).rejects.toThrow(words);
    expect(worker.isTerminated).toBe(true);
  });
});
