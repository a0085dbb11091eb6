/** Entry of the reading worker. Nothing here may import a module that JupyterLab shares. */
import { inPhase } from '../base/phases.js';
import { scanFacts } from '../formats/scanfacts.js';
import { buffersIn } from '../science/buffers.js';
import { stackOf } from '../base/errors.js';
import { readingError } from './failure.js';
import { VersionAfter } from './fileversion.js';
import { openHttpSource } from './httpsource.js';
import { openScan } from './openscan.js';
import type {
  DeliveredScan,
  Delivery,
  OpenResult,
  WorkerReply,
  WorkerRequest
} from './protocol.js';
import { readTinyFile } from './tinyfile.js';

interface IWorkerScope {
  postMessage(message: WorkerReply, transfer?: Transferable[]): void;
  addEventListener(type: 'message', handler: (event: MessageEvent<WorkerRequest>) => void): void;
}

const scope = globalThis as unknown as IWorkerScope;
const progressInterval = 50; // ms

/** To the compute worker; null until linked. */
let port: MessagePort | null = null;
let generation = 0;

async function handle(request: WorkerRequest): Promise<void> {
  if (request.type === 'link') {
    port?.close();
    ({ port, generation } = request);
    return;
  }
  const { id } = request;
  let last = 0;
  try {
    if (request.type === 'check') {
      scope.postMessage({ id, type: 'checked', values: await readTinyFile() });
      return;
    }
    const { target } = request;
    const after = new VersionAfter(target);
    const source = await inPhase('probe', () => openHttpSource(target));
    const result = await openScan(source, target.path, {
      onProgress: (bytes, total) => {
        const now = performance.now();
        if (now - last > progressInterval) {
          last = now;
          scope.postMessage({ id, type: 'progress', bytes, total });
        }
      },
      onFetched: requests => after.fetched(requests)
    });
    result.versionAfter = await after.of(result.cost.requests);
    if (request.delivery === undefined) {
      scope.postMessage({ id, type: 'opened', result }, [...buffersIn(result.scan)]);
    } else {
      scope.postMessage({ id, type: 'delivered', result: deliver(result, request.delivery) });
    }
  } catch (reason) {
    const error = readingError(reason);
    const { code, message } = error;
    scope.postMessage({ id, type: 'failed', code, message, stack: stackOf(error) });
  }
}

/** Send the scan on to the compute worker. @returns what is reported to the page. */
function deliver({ scan, ...result }: OpenResult, sequence: number): DeliveredScan {
  const facts = scanFacts(scan);
  const delivery: Delivery = { generation, sequence, scan };
  port?.postMessage(delivery, [...buffersIn(scan)]);
  return { ...result, facts, generation };
}

scope.addEventListener('message', event => void handle(event.data));
