import type { ExportFile, MadeFile, WritableItem } from '../../../src/compute/exporttypes';
import { Signal } from '@lumino/signaling';
import type { Ref } from '../../../src/analysis/document/index';
import type { State } from '../../../src/analysis/evaluate';
import type { Failure } from '../../../src/analysis/steps/part';
import type { Value } from '../../../src/analysis/steps/values';
import {
  refKey,
  type Cell,
  type ColorChoice,
  type ComputeRequest,
  type ComputeResult,
  type ComputeUpdate,
  type DrawnItem,
  type DrawnValue,
  type HistogramScale,
  type IComputeDocument,
  type Picture,
  type PictureRequest,
  type ScanState,
  type ScanSummary,
  type ShownOutcome
} from '../../../src/compute/types';
import {
  colorLimits,
  colorTable,
  contourLines,
  histogramOf,
  noiseOf,
  paint,
  type ContourChoice,
  type ContourLines,
  type Histogram
} from '../../../src/figures';
import type { Scan } from '../../../src/formats/scan';
import { scanFacts, type ScanFacts } from '../../../src/formats/scanfacts';
import { requireChannel, spectrumOfArm } from '../../../src/analysis/steps/channels';
import { cut, scanMap, type RXESMap, type Spectrum, type Cut } from '../../../src/science';
import { brightest } from '../../../src/science/map';
import { surveyOf } from '../../../src/science/survey';
import { asXESError, XESError } from '../../../src/base/errors';

/** Result of reading a path; it is awaited. */
export type Opening = Scan | Error | Promise<Scan>;

interface IRead {
  state: ScanState;
  path: string;
  scan: Scan | null;
  facts?: ScanFacts;
  error: XESError | null;
  /** Its position among all reads. */
  version: number;
  progress: ScanSummary['progress'];
}

const cost = { bytes: 2_000_000, requests: 3, milliseconds: 12 };

/**
 * Computes one document on the page, at once: the same functions, without a worker. Scans are read
 * when they are demanded, from `openings`, by path.
 */
export class FakeCompute implements IComputeDocument {
  constructor(private _openings: (path: string) => Opening) {}

  readonly changed = new Signal<this, ComputeUpdate>(this);
  /** Previews of scans that are being read. */
  previews: ComputeUpdate['previews'] = new Map();
  current: ComputeUpdate | null = null;
  isDisposed = false;
  /** Paths in the order in which they were read. */
  readonly reads: string[] = [];
  readonly requests: ComputeRequest[] = [];
  readonly files: ExportFile[] = [];
  /** Number of computed maps. */
  maps = 0;
  /** While true nothing is answered. */
  isHeld = false;

  get settled(): Promise<void> {
    return this._settle();
  }

  get isSettled(): boolean {
    return !this._isDue && this._running.size === 0;
  }

  get bytes(): number {
    return [...this._reads.values()].reduce(
      (sum, { scan }) => sum + (scan ? scanFacts(scan).bytes : 0),
      0
    );
  }

  update(request: ComputeRequest): void {
    const isFirst = this.requests.push(request) === 1;
    for (const { id, path } of request.sources) {
      const known = this._reads.get(id);
      if (known) {
        known.path = path;
      }
    }
    request.demand.forEach(({ id }) => this._want(id));
    const emits = isFirst || !this.isHeld;
    this._isDue = true;
    void Promise.resolve().then(() => {
      this._isDue = false;
      if (emits) {
        this._emit();
      }
    });
  }

  /** Answer requests, also while held. */
  answer(): void {
    this._emit(true);
  }

  reload(id: string): void {
    this._reads.delete(id);
    this._versions++;
    this._want(id);
    this._emit();
  }

  cancel(id: string): void {
    const error = new XESError('worker/cancelled', 'Reading was cancelled.');
    this._set(id, { state: 'failed', error });
    this._emit();
  }

  /** Bytes arrive. */
  progress(id: string, bytes: number, total: number | null): void {
    this._set(id, { progress: { bytes, total } });
    this._emit();
  }

  release(): number {
    const { bytes } = this;
    for (const read of this._reads.values()) {
      if (read.state === 'ready') {
        Object.assign(read, { state: 'released', scan: null });
      }
    }
    this._maps.clear();
    this._emit();
    return bytes;
  }

  async result(ref: Ref): Promise<ComputeResult> {
    this._want(ref.id);
    await this._settle();
    const [item] = this._items(ref, new Map());
    const value = this._valueOf(ref);
    const outcome = outcomeOf(item.error ? 'failed' : 'done', item.error);
    return { ref, outcome, inputs: [], items: [{ ...item, value }] };
  }

  async writable(refs: readonly Ref[]): Promise<WritableItem[]> {
    const results = await Promise.all(refs.map(ref => this.result(ref)));
    return results.flatMap(({ ref, items, inputs }) =>
      items.map(({ key, value, numbers, error }) => {
        const kind = value && value.kind !== 'scan' ? value.kind : null;
        const size = value?.kind === 'spectrum' ? value.spectrum.energy.length : 1;
        return { ref, key, kind, size, numbers, error, inputs };
      })
    );
  }

  /** Files are not created here: their content is the request. */
  file(file: ExportFile): Promise<MadeFile> {
    this.files.push(file);
    return Promise.resolve({ bytes: new TextEncoder().encode(JSON.stringify(file)), notes: [] });
  }

  picture({ valueKey, x, y, width, height, colors }: PictureRequest): Promise<Picture> {
    const map = this._map(valueKey);
    const limits = colorLimits(map, choiceOf(colors));
    const { scale, colorMap } = colors;
    const view = {
      x: pair(x),
      y: pair(y),
      width,
      height,
      limits,
      scale,
      table: colorTable(colorMap)
    };
    return Promise.resolve({ width, height, limits, bitmap: null, pixels: paint(map, view) });
  }

  cell(valueKey: string, incident: number, emission: number): Promise<Cell | null> {
    const map = this._map(valueKey);
    const at = emission * map.incident.length + incident;
    return Promise.resolve({
      incident: map.incident[incident],
      emission: map.emission[emission],
      intensity: map.intensity[at],
      sigma: map.sigma[at],
      counts: map.counts?.[at] ?? null,
      monitor: map.monitor?.[at] ?? null
    });
  }

  limits(
    valueKey: string,
    choice: Parameters<IComputeDocument['limits']>[1]
  ): Promise<[number, number]> {
    return Promise.resolve(colorLimits(this._map(valueKey), choiceOf(choice)));
  }

  histogram(valueKey: string, { scale, noise }: HistogramScale): Promise<Histogram> {
    return new Promise(resolve => resolve(histogramOf(this._map(valueKey), scale, noise)));
  }

  contours(valueKey: string, choice: ContourChoice): Promise<ContourLines> {
    return new Promise(resolve => resolve(contourLines(this._map(valueKey), choice)));
  }

  dispose(): void {
    this.isDisposed = true;
    this._reads.clear();
    this._maps.clear();
    this._drawn = new Map();
    this.current = null;
    Signal.clearData(this);
  }

  private get _last(): ComputeRequest | undefined {
    return this.requests[this.requests.length - 1];
  }

  private async _settle(): Promise<void> {
    await Promise.resolve();
    await Promise.all(this._running.values());
    await Promise.resolve();
  }

  private _want(id: string): void {
    const known = this._reads.get(id);
    const place = this._last?.sources.find(source => source.id === id);
    if (place && (!known || known.state === 'released')) {
      const version = ++this._versions;
      const read = { path: place.path, scan: null, error: null, progress: null, version };
      this._reads.set(id, { ...read, state: 'loading' });
      this._running.set(id, this._read(id, place.path, version));
    }
  }

  private async _read(id: string, path: string, version: number): Promise<void> {
    this.reads.push(path);
    const isCurrent = () => !this.isDisposed && this._reads.get(id)?.version === version;
    try {
      const scan = await this._openings(path);
      if (scan instanceof Error) {
        throw scan;
      }
      if (isCurrent() && this._reads.get(id)?.state === 'loading') {
        this._set(id, { state: 'ready', scan });
      }
    } catch (reason) {
      if (isCurrent()) {
        this._set(id, { state: 'failed', error: asXESError(reason) });
      }
    }
    this._running.delete(id);
    if (isCurrent() && !this.isHeld) {
      this._emit();
    }
  }

  private _set(id: string, patch: Partial<IRead>): void {
    Object.assign(this._reads.get(id) ?? {}, patch);
  }

  private _emit(isRequested = false): void {
    const request = this._last;
    if (this.isDisposed || !request || (this.isHeld && !isRequested)) {
      return;
    }
    const values = new Map<string, DrawnValue>();
    const outcomes = new Map<string, ShownOutcome>();
    const items = new Map(
      request.demand.map(ref => [refKey(ref), this._items(ref, values)] as const)
    );
    for (const ref of request.demand) {
      const found = items.get(refKey(ref)) ?? [];
      const error = found[0]?.error ?? this._reads.get(ref.id)?.error ?? null;
      const state = error ? 'failed' : found.length > 0 ? 'done' : 'waiting';
      outcomes.set(ref.id, outcomeOf(state, error));
    }
    const scans = new Map(
      request.sources.map(({ id, path }) => [id, this._summary(id, path)] as const)
    );
    const changed = new Set([...request.sources, ...request.demand].map(({ id }) => id));
    const revision = this.requests.length;
    this._drawn = values;
    this.current = {
      revision,
      outcomes,
      scans,
      items,
      values,
      previews: this.previews,
      corrected: new Set(),
      changed
    };
    this.changed.emit(this.current);
  }

  private _summary(id: string, path: string): ScanSummary {
    const read = this._reads.get(id);
    return {
      id,
      path,
      state: read?.state ?? 'waiting',
      key: read?.scan ? `${path} ${read.version}` : null,
      facts: read?.scan ? (read.facts ??= scanFacts(read.scan)) : null,
      error: read?.error ?? null,
      progress: read?.progress ?? null,
      cost: read?.scan ? cost : null
    };
  }

  private _items(ref: Ref, values: Map<string, DrawnValue>): DrawnItem[] {
    const key = ref.only?.[0] ?? (ref.channel === undefined ? ref.id : `${ref.id}:${ref.channel}`);
    const part = { key, isStale: false, numbers: {}, warnings: [] };
    try {
      const value = this._valueOf(ref);
      if (!value) {
        return [];
      }
      const valueKey = `${key} ${JSON.stringify(this._last?.document.steps.find(({ id }) => id === ref.id)?.parameters)} ${this._versionOf(ref)}`;
      const drawn = this._drawn.get(valueKey) ?? drawnOf(value);
      values.set(valueKey, drawn);
      if (value.kind === 'map') {
        this._byKey.set(valueKey, value.map);
      }
      return [{ ...part, state: 'done', valueKey, error: null }];
    } catch (reason) {
      const { code, message } = asXESError(reason);
      return [{ ...part, state: 'failed', valueKey: null, error: { code, message } }];
    }
  }

  private _versionOf(ref: Ref): number {
    return this._reads.get(this._originOf(ref).id)?.version ?? 0;
  }

  private _originOf(ref: Ref): { id: string; channel: string | null } {
    const [path, channel] = (ref.only?.[0] ?? '').split(':');
    return ref.only
      ? { id: path.split('/').pop() ?? '', channel: channel ?? null }
      : { id: ref.id, channel: ref.channel ?? null };
  }

  /** Null if the scan is missing. */
  private _valueOf(ref: Ref): Exclude<Value, { kind: 'scan' }> | null {
    const origin = this._originOf(ref);
    const scan = this._reads.get(origin.id)?.scan;
    if (!scan) {
      return null;
    }
    const arm = requireChannel(scan, origin.channel);
    const kind = arm.kind ?? scan.kind;
    if (kind !== 'RXES') {
      const axis = kind === 'HERFD-XANES' ? 'incident' : 'emission';
      return { kind: 'spectrum', axis, spectrum: spectrumOfArm(scan, arm) };
    }
    const name = `${origin.id}:${arm.name} ${this._reads.get(origin.id)?.version}`;
    const map = this._maps.get(name) ?? (this.maps++, scanMap(scan, arm));
    this._maps.set(name, map);
    const step = this._last?.document.steps.find(({ id }) => id === ref.id);
    if (!step) {
      return { kind: 'map', map };
    }
    const where = step.parameters as unknown as Cut;
    const axis = where.type === 'CIE' ? 'emission' : 'incident';
    return { kind: 'spectrum', axis, spectrum: cut(map, where) };
  }

  private _map(valueKey: string): RXESMap {
    const map = this._byKey.get(valueKey);
    if (!map) {
      throw new Error(`${valueKey} is no map that is drawn`);
    }
    return map;
  }

  private _reads = new Map<string, IRead>();
  /** Whether a request is to be answered in this turn. */
  private _isDue = false;
  private _running = new Map<string, Promise<void>>();
  private _maps = new Map<string, RXESMap>();
  private _byKey = new Map<string, RXESMap>();
  private _drawn = new Map<string, DrawnValue>();
  private _versions = 0;
}

function outcomeOf(state: State, error: Failure | null): ShownOutcome {
  return { state, key: null, shownKey: null, error, items: new Map(), inputs: [], outputs: [] };
}

function drawnOf(value: Exclude<Value, { kind: 'scan' }>): DrawnValue {
  if (value.kind === 'map') {
    const { map } = value;
    return {
      kind: 'map',
      view: 'incident',
      incident: map.incident,
      emission: map.emission,
      brightest: brightest(map),
      extents: { linear: surveyOf(map).extent, log: surveyOf(map).positive },
      noise: noiseOf(map),
      cellCount: map.intensity.filter(Number.isFinite).length,
      hasCounts: map.counts !== null
    };
  }
  if (value.kind === 'table') {
    return value;
  }
  const { energy, intensity, sigma }: Spectrum = value.spectrum;
  return { kind: 'spectrum', axis: value.axis, energy, intensity, sigma };
}

const pair = ([low, high]: readonly [number, number]): [number, number] => [low, high];

function choiceOf({ limits, percentile, scale }: Omit<ColorChoice, 'colorMap'>) {
  return {
    limits: limits && pair(limits),
    percentile: percentile && pair(percentile),
    scale
  };
}
