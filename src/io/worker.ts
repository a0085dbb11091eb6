/** Entry of the reading worker. Nothing here may import a module that JupyterLab shares. */
import { inPhase } from '../diagnostics/health/phases.js';
import { axisValues } from '../science/pointaxis.js';
import { readingError, stackOf } from './failure.js';
import { openHttpSource } from './httpsource.js';
import { openScan } from './openscan.js';
import type { OpenResult, WorkerReply, WorkerRequest } from './protocol.js';
import { readTinyFile } from './tinyfile.js';

interface IWorkerScope {
  postMessage(message: WorkerReply, transfer?: Transferable[]): void;
  addEventListener(type: 'message', handler: (event: MessageEvent<WorkerRequest>) => void): void;
}

const scope = globalThis as unknown as IWorkerScope;
const progressInterval = 50; // ms

async function handle(request: WorkerRequest): Promise<void> {
  if (request.type === 'ping') {
    scope.postMessage({ id: request.id, type: 'pong' });
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
    const source = await inPhase('probe', () => openHttpSource(target));
    const result = await openScan(source, target.path, (bytes, total) => {
      const now = performance.now();
      if (now - last > progressInterval) {
        last = now;
        scope.postMessage({ id, type: 'progress', bytes, total });
      }
    });
    scope.postMessage({ id, type: 'opened', result }, buffersOf(result));
  } catch (reason) {
    const error = readingError(reason);
    const { code, message } = error;
    scope.postMessage({ id, type: 'failed', code, message, stack: stackOf(error) });
  }
}

/** Every array's buffer, once: they move to the page instead of being copied. */
function buffersOf({ scan }: OpenResult): ArrayBuffer[] {
  const axes = [scan.incident, ...scan.channels.map(({ emission }) => emission)];
  const arrays = axes.map(axis => axis && axisValues(axis));
  arrays.push(scan.monitor, scan.time);
  for (const { counts, intensity, sigma, bragg } of scan.channels) {
    arrays.push(counts, intensity, sigma, bragg);
  }
  return [
    ...new Set(arrays.filter(array => array !== null).map(array => array.buffer as ArrayBuffer))
  ];
}

scope.addEventListener('message', event => void handle(event.data));
