import { parentPort } from 'node:worker_threads';
import { version } from '../../base/version.js';
import { hdf5Library, isHdf5Spent } from '../../io/h5library.js';
import { SharedInterruption } from '../interruption.js';
import { asXESError } from '../../base/errors.js';
import { answerError } from './answers.js';
import { Call } from './call.js';
import { frameOf, messageOf } from './frames.js';
import { operationOf } from './operations.js';
import { forPython } from './pythonwords.js';
import type { Job, WorkerAnswer, WorkerMessage } from './protocol.js';
import { Session } from './session.js';

const session = new Session();

const send = (message: WorkerMessage) =>
  parentPort?.postMessage(message, 'frame' in message ? [message.frame.buffer] : []);

parentPort?.on('message', (job: Job) => void answer(job).then(send).then(warmUp));
send({ version });

/** After the first answer: the next call usually needs a file. */
function warmUp(): void {
  void hdf5Library().catch(() => undefined); // a failure is reported when it is needed
}

/** Do a job. Never throws. */
async function answer(job: Job): Promise<WorkerAnswer> {
  const { id } = job;
  const interruption = new SharedInterruption(job.interruption);
  interruption.guardWrites();
  try {
    const { op, progress, ...values } = messageOf(job);
    const report = (done: number, total: number, what: unknown) =>
      send({ id, frame: frameOf({ id, progress: { done, total, what } }), isEnd: false });
    const call = new Call(session, {
      values,
      interruption,
      client: job.client,
      report: progress === true ? report : () => undefined
    });
    const ok = await operationOf(op)(call);
    // a part of a run is returned unchanged to the one that combines them
    const answered = values.summary === false ? ok : forPython(ok);
    return { id, frame: frameOf({ id, ok: answered }), isEnd: true, isSpent: isHdf5Spent() };
  } catch (reason) {
    const error = forPython(answerError(asXESError(reason)));
    return { id, frame: frameOf({ id, error }), isEnd: true, isSpent: isHdf5Spent() };
  } finally {
    session.scans.evict(new Set());
  }
}
