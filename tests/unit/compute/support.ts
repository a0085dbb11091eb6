import type { Id, Ref, StepEntry } from '../../../src/analysis/document/types';
import type { Recipe } from '../../../src/analysis/evaluate';
import { ComputeClient, type IComputeOptions } from '../../../src/compute/client';
import {
  refKey,
  type ComputeRequest,
  type ComputeUpdate,
  type DrawnItem,
  type DrawnValue,
  type IComputeDocument
} from '../../../src/compute/types';
import type { XESError } from '../../../src/base/errors';
import { FakeReader } from './fakereader';
import { FakeWorker } from './fakeworker';
import { emissionScan, mapScan } from './scans';

export const code = (value: string) => expect.objectContaining({ code: value }) as unknown;

export interface ICrash {
  error: XESError;
  path: string | null;
}

const clients: ComputeClient[] = [];

/** After each test: its objects are disposed of. */
export function disposeClients(): void {
  jest.restoreAllMocks();
  clients.splice(0).forEach(client => client.dispose());
}

/** A client with a reader that has `map.nxs` and `a.nxs`, `b.nxs`, … (emission spectra of scale 1, 2, …). */
export function setup(options: Partial<IComputeOptions> = {}) {
  FakeWorker.all = [];
  FakeWorker.onCompute = () => undefined;
  FakeWorker.grace = 0;
  const reader = new FakeReader();
  reader.files.set('map.nxs', mapScan);
  [...'abcdefghij'].forEach((name, i) =>
    reader.files.set(`${name}.nxs`, () => emissionScan(i + 1))
  );
  const crashes: ICrash[] = [];
  const client = new ComputeClient({
    reader,
    createWorker: () => new FakeWorker() as unknown as Worker,
    onCrash: (error, path) => crashes.push({ error, path }),
    ...options
  });
  clients.push(client);
  const open = (path = 'doc.xes.json') => new OpenDocument(client.open({ path: () => path }));
  return { client, reader, crashes, open, workers: FakeWorker.all };
}

/** Distinguishes the data of its first scan from others, once all files were reread. */
export async function keyAfterRefresh(client: ComputeClient, document: OpenDocument) {
  client.refresh(() => true);
  await document.compute.settled;
  return document.scan('s1')?.key;
}

/** A document of the client, with the updates it received. */
export class OpenDocument {
  constructor(readonly compute: IComputeDocument) {
    compute.changed.connect((_, update) => this.updates.push(update));
  }

  readonly updates: ComputeUpdate[] = [];

  /** Request these scans, all of them or those of `demand`. */
  want(
    paths: readonly string[],
    more: Partial<Pick<ComputeRequest, 'demand' | 'isHidden'>> & { steps?: StepEntry[] } = {}
  ): void {
    const isSame = paths.join() === this._paths.join();
    if (!isSame) {
      this._paths = paths;
      this._scans = paths.map((path, i) => ({ id: `s${i + 1}`, path }));
      this._sources = this._scans.map(({ id, path }) => ({ id, path }));
    }
    const { demand = this._scans.map(({ id }) => ({ id })), isHidden = false, steps } = more;
    this._steps = steps ?? this._steps;
    this.compute.update({
      document: { scans: this._scans, steps: this._steps },
      sources: this._sources,
      demand,
      isHidden
    });
  }

  get last(): ComputeUpdate {
    const { current } = this.compute;
    if (!current) {
      throw new Error('no update was received');
    }
    return current;
  }

  items(ref: Ref): readonly DrawnItem[] {
    return this.compute.current?.items.get(refKey(ref)) ?? [];
  }

  value(ref: Ref, item = 0): DrawnValue | undefined {
    const key = this.items(ref)[item]?.valueKey;
    return key ? this.last.values.get(key) : undefined;
  }

  /** Intensities of a drawn spectrum. */
  curve(ref: Ref | Id, item = 0): number[] {
    const value = this.value(typeof ref === 'string' ? { id: ref } : ref, item);
    return value?.kind === 'spectrum' ? [...value.intensity] : [];
  }

  state(id: Id): string | undefined {
    return this.compute.current?.outcomes.get(id)?.state;
  }

  scan(id: Id) {
    return this.compute.current?.scans.get(id);
  }

  private _paths: readonly string[] = [];
  private _scans: Recipe['scans'] = [];
  private _sources: ComputeRequest['sources'] = [];
  private _steps: readonly StepEntry[] = [];
}

/** Let timers and messages run. */
export const wait = (milliseconds = 0) =>
  new Promise<void>(resolve => setTimeout(resolve, milliseconds));

/** Wait for a condition. */
export async function until(isSo: () => boolean): Promise<void> {
  for (let i = 0; i < 2000 && !isSo(); i++) {
    await wait(2);
  }
  expect(isSo()).toBe(true);
}
