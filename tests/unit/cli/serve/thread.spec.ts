import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { version } from '../../../../src/base/version';
import type { Job, WorkerAnswer } from '../../../../src/cli/serve/protocol';
import { Thread } from '../../../../src/cli/serve/thread';

/** A worker that does what its jobs are named after. */
const worker = `
  import { parentPort } from 'node:worker_threads';
  parentPort.postMessage({ version: ${JSON.stringify(version)} });
  let count = 0;
  parentPort.on('message', ({ id, header: { op } }) => {
    count++;
    if (op === 'throw') {
      throw new Error('a fault');
    }
    if (op === 'exit') {
      process.exit(7);
    }
    if (op === 'fill') {
      const all = [];
      for (;;) all.push(Array.from({ length: 1e5 }, (_, i) => ({ i })));
    }
    const frame = Uint8Array.of(count);
    parentPort.postMessage({ id, frame, isEnd: true, isSpent: op === 'spend' });
  });
`;

describe('the computing thread', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'xes-thread-'));
  const file = path.join(folder, 'worker.mjs');
  let events: (WorkerAnswer | string)[] = [];
  let wake: () => void = () => undefined;
  let thread: Thread;

  const happened = (event: WorkerAnswer | string) => {
    events.push(event);
    wake();
  };

  /** Submit a job. @returns its outcome. */
  const response = async (op: string) => {
    const next = new Promise<void>(resolve => (wake = resolve));
    const interruption = new SharedArrayBuffer(12);
    const payload = new ArrayBuffer(0);
    const job: Job = { id: 1, header: { op }, payload, interruption, client: 'Python' };
    thread.give(job);
    await next;
    return events[events.length - 1];
  };

  beforeAll(() => writeFileSync(file, worker));
  beforeEach(() => {
    events = [];
    thread = new Thread(
      pathToFileURL(file),
      { onFrame: happened, onEnd: happened },
      { maxOldGenerationSizeMb: 30 }
    );
  });
  afterEach(() => thread.dispose());
  afterAll(() => rmSync(folder, { recursive: true }));

  it('answers, and is reused for the next job', async () => {
    expect(await response('work')).toMatchObject({ frame: Uint8Array.of(1) });
    expect(await response('work')).toMatchObject({ frame: Uint8Array.of(2) });
  });

  it.each([
    ['throw', /a fault/],
    ['exit', /7/],
    ['fill', /out of memory.*fewer scans/]
  ])('reports why it ended (%s), and is replaced', async (op, why) => {
    expect(await response(op)).toMatch(why);
    expect(await response('work')).toMatchObject({ frame: Uint8Array.of(1) });
  });

  it('is replaced after an answer if its reader must not be reused', async () => {
    expect(await response('spend')).toMatchObject({ frame: Uint8Array.of(1) });
    expect(await response('work')).toMatchObject({ frame: Uint8Array.of(1) });
    expect(events).toHaveLength(2);
  });
});
