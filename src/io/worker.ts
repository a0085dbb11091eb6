/** Entry of the reading worker. Nothing here may import a module that JupyterLab shares. */
import { inPhase } from '../base/phases.js';
import type { Preview } from '../formats/preview.js';
import { scanFacts } from '../formats/scanfacts.js';
import { buffersIn } from '../science/buffers.js';
import { stackOf } from '../base/errors.js';
import { readingError } from './failure.js';
import { VersionAfter } from './fileversion.js';
import { isHdf5Spent } from './h5library.js';
import { httpNeighbours, requireUnchanged } from './httplinked.js';
import { openHttpSource } from './httpsource.js';
import { listFile } from './listfile.js';
import { openScan } from './openscan.js';
import type {
  DeliveredScan,
  Delivery,
  OpenResult,
  PreviewDelivery,
  WorkerReply,
  WorkerRequest
} from './protocol.js';
import { readTinyFile } from './tinyfile.js';
import { webPlugins } from './webplugins.js';

interface IWorkerScope {
  postMessage(message: WorkerReply, transfer?: Transferable[]): void;
  addEventListener(type: 'message', handler: (event: MessageEvent<WorkerRequest>) => void): void;
}

const scope = globalThis as unknown as IWorkerScope;
const progressInterval = 50; // ms

/** Port to the compute worker; null until linked. */
let port: MessagePort | null = null;
let generation = 0;

/** Callbacks that resume reading after a preview, by the number of the read. */
const painted = new Map<number, () => void>();
/** Longest wait for a preview to be painted, as it may be hidden (ms). */
const mostPatience = 500;

async function handle(request: WorkerRequest): Promise<void> {
  if (request.type === 'link') {
    port?.close();
    ({ port, generation } = request);
    port.onmessage = ({ data }: MessageEvent<number>) => painted.get(data)?.();
    return;
  }
  const { id } = request;
  let last = 0;
  try {
    if (request.type === 'check') {
      scope.postMessage({ id, type: 'checked', values: await readTinyFile() });
      return;
    }
    if (request.type === 'list') {
      const listed = await openHttpSource(request.target);
      const { target, choice } = request;
      const listing = await listFile(listed, target.path, choice, {
        neighbours: httpNeighbours(target),
        plugins: webPlugins
      });
      scope.postMessage({ id, type: 'listed', listing });
      return;
    }
    const { target, choice, delivery } = request;
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
      onFetched: requests => after.fetched(requests),
      choice,
      plugins: webPlugins,
      neighbours: httpNeighbours(target),
      ...(delivery === undefined ? {} : { onPreview: preview => sendPreview(preview, delivery) })
    });
    await requireUnchanged(target, result);
    result.versionAfter = await after.of(result.cost.requests);
    if (delivery === undefined) {
      scope.postMessage({ id, type: 'opened', result }, [...buffersIn(result.scan)]);
    } else {
      scope.postMessage({ id, type: 'delivered', result: deliver(result, delivery) });
    }
  } catch (reason) {
    const error = readingError(reason);
    const { code, message, details } = error;
    const [stack, isSpent] = [stackOf(error), isHdf5Spent()];
    scope.postMessage({ id, type: 'failed', code, message, details, stack, isSpent });
  }
}

/**
 * Forward a preview.
 * @returns resolves when it is painted: reading the rest of a large file would delay that.
 */
async function sendPreview(preview: Preview, sequence: number): Promise<void> {
  const delivery: PreviewDelivery = { generation, sequence, preview };
  const to = port;
  if (to) {
    await new Promise<void>(resolve => {
      const timer = setTimeout(resolve, mostPatience);
      painted.set(sequence, () => (clearTimeout(timer), resolve()));
      to.postMessage(delivery, [...buffersIn(preview)]);
    });
    painted.delete(sequence);
  }
}

/** Forward the scan to the compute worker. @returns the report for the page. */
function deliver({ scan, ...result }: OpenResult, sequence: number): DeliveredScan {
  const facts = scanFacts(scan);
  const delivery: Delivery = { generation, sequence, scan };
  port?.postMessage(delivery, [...buffersIn(scan)]);
  return { ...result, facts, generation };
}

scope.addEventListener('message', event => void handle(event.data));
