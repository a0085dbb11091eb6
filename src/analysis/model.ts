import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';
import type { Channel, Scan } from '../formats/scan.js';
import type { IScanOpener } from '../io/opener.js';
import type { Cut, RXESMap } from '../science/map.js';
import type { Spectrum } from '../science/spectrum.js';
import { asXESError, XESError } from '../science/errors.js';
import { scanMap, scanSpectrum } from '../science/index.js';
import { bytesOf } from './bytes.js';
import { emptyDocument, type AnalysisDocument, type ViewState } from './document.js';

/** A scan of the analysis and what became of reading it. */
export interface ILoadedScan {
  /** Path as JupyterLab knows it. */
  readonly path: string;
  /** `released`: read before, given up to spare memory, and read again when it is shown. */
  readonly state: 'loading' | 'ready' | 'failed' | 'released';
  readonly scan: Scan | null;
  readonly error: XESError | null;
  readonly progress: { bytes: number; total: number | null } | null;
  readonly cost: { bytes: number; requests: number; milliseconds: number } | null;
}

type Measure = <T>(phase: 'map', work: () => T) => T;

/** What changed: `document` is saved work, `loading` is what comes from the files. */
export type ModelChange = 'document' | 'loading' | 'data';

interface IEntry extends ILoadedScan {
  state: ILoadedScan['state'];
  scan: Scan | null;
  error: XESError | null;
  progress: ILoadedScan['progress'];
  cost: ILoadedScan['cost'];
  abort: AbortController | null;
  /** What was made of the scan's points, by channel. */
  maps: Map<string, RXESMap>;
  spectra: Map<string, Spectrum>;
}

/**
 * The one model both doors show: the document (what is saved) and the scans it names (what was
 * read). Views read it and change it through its methods alone.
 */
export class AnalysisModel implements IDisposable {
  /**
   * @param resolve turns a path of the document into the path JupyterLab knows it by.
   * @param measure runs what is worth a place in the profiler, named as there.
   */
  constructor(
    private _opener: IScanOpener,
    private _resolve: (path: string) => string = path => path,
    private _measure: Measure = (_, work) => work()
  ) {}

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Emitted after each change, with its kind. */
  get changed(): ISignal<this, ModelChange> {
    return this._changed;
  }

  /** The document as it stands; never changed in place. */
  get document(): AnalysisDocument {
    return this._document;
  }

  get scans(): readonly ILoadedScan[] {
    return this._entries;
  }

  get view(): ViewState {
    return this._document.view;
  }

  get cuts(): readonly Cut[] {
    return this._document.cuts;
  }

  /** Why the document itself could not be read; null where it could. */
  get failure(): XESError | null {
    return this._failure;
  }

  /** Show nothing but why the document could not be read. */
  fail(reason: unknown): void {
    this.load(emptyDocument());
    this._failure = asXESError(reason, 'analysis/invalid');
    this._changed.emit('data');
  }

  /** The scan that is shown, or null in an empty analysis. */
  get active(): ILoadedScan | null {
    return this._entries[this.view.active] ?? this._entries[0] ?? null;
  }

  /** The arm that is shown: the one asked for, else the scan's first. */
  get channel(): Channel | null {
    const channels = this.active?.scan?.channels ?? [];
    return channels.find(channel => channel.name === this.view.channel) ?? channels[0] ?? null;
  }

  /** The map of the shown arm; null where the scan is no map. */
  get map(): RXESMap | null {
    const entry = this.active as IEntry | null;
    const channel = this.channel;
    if (!entry?.scan || !channel || entry.scan.kind !== 'RXES') {
      return null;
    }
    let map = entry.maps.get(channel.name);
    if (!map) {
      const { scan } = entry;
      map = this._measure('map', () => scanMap(scan, channel));
      entry.maps.set(channel.name, map);
    }
    return map;
  }

  /** The spectrum of the shown arm; null where the scan is a map. */
  get spectrum(): Spectrum | null {
    const entry = this.active as IEntry | null;
    const channel = this.channel;
    if (!entry?.scan || !channel || entry.scan.kind === 'RXES') {
      return null;
    }
    let spectrum = entry.spectra.get(channel.name);
    if (!spectrum) {
      spectrum = scanSpectrum(entry.scan, channel);
      entry.spectra.set(channel.name, spectrum);
    }
    return spectrum;
  }

  /** Replace the document (opening, reverting) and read the scans it names. */
  load(document: AnalysisDocument): void {
    this._document = document;
    this._failure = null;
    for (const entry of this._entries) {
      entry.abort?.abort();
    }
    this._entries = document.scans.map(({ path }) => this._entry(path));
    this._changed.emit('data');
    this._entries.forEach(entry => void this._read(entry));
  }

  /** Add scans by the paths the document shall hold; those that are there already are skipped. */
  addScans(paths: readonly string[]): void {
    const known = new Set(this._document.scans.map(({ path }) => path));
    const added = [...new Set(paths)].filter(path => !known.has(path));
    if (added.length === 0) {
      return;
    }
    const entries = added.map(path => this._entry(path));
    this._entries.push(...entries);
    this._edit({ scans: [...this._document.scans, ...added.map(path => ({ path }))] });
    entries.forEach(entry => void this._read(entry));
  }

  removeScan(index: number): void {
    const [entry] = this._entries.splice(index, 1);
    entry?.abort?.abort();
    const scans = this._document.scans.filter((_, i) => i !== index);
    const shown = this.view.active;
    const before = index < shown ? shown - 1 : shown;
    const active = Math.max(0, Math.min(before, scans.length - 1));
    const zoom = index === shown ? null : this.view.zoom;
    this._edit({ scans, view: { ...this.view, active, zoom } });
  }

  /** Read a scan's file again, for example after it changed. */
  reload(index: number): Promise<void> {
    const entry = this._entries[index];
    return entry ? this._read(entry) : Promise.resolve();
  }

  /** Bytes of the arrays held: the scans' and what was made of them. */
  get bytes(): number {
    return this._entries.reduce((sum, entry) => sum + bytesOf(entry), 0);
  }

  /** Give up the arrays of what was read, to spare memory. @returns bytes given up. */
  release(): number {
    const entries = this._entries.filter(({ state }) => state === 'ready');
    const bytes = entries.reduce((sum, entry) => sum + bytesOf(entry), 0);
    for (const entry of entries) {
      const nothing = { maps: new Map(), spectra: new Map() };
      Object.assign(entry, { state: 'released', scan: null, ...nothing });
    }
    if (entries.length > 0) {
      this._changed.emit('data');
    }
    return bytes;
  }

  /** Read again what was given up. */
  recall(): void {
    this._entries
      .filter(({ state }) => state === 'released')
      .forEach(entry => void this._read(entry));
  }

  /** Give up reading a scan. */
  cancel(index: number): void {
    this._entries[index]?.abort?.abort();
  }

  setView(patch: Partial<ViewState>): void {
    this._edit({ view: { ...this.view, ...patch } });
  }

  /** Add a cut; one whose numbers are none is refused, for JSON can't keep it. */
  addCut(cut: Cut): void {
    if (isCut(cut)) {
      this._edit({ cuts: [...this.cuts, cut] });
    }
  }

  /** Change a cut; numbers that are none are refused. */
  setCut(index: number, patch: Partial<Cut>): void {
    const changed = { ...this.cuts[index], ...patch };
    if (isCut(changed)) {
      this._edit({ cuts: this.cuts.map((cut, i) => (i === index ? changed : cut)) });
    }
  }

  removeCut(index: number): void {
    this._edit({ cuts: this.cuts.filter((_, i) => i !== index) });
  }

  dispose(): void {
    if (this._isDisposed) {
      return;
    }
    this._isDisposed = true;
    for (const entry of this._entries) {
      entry.abort?.abort();
    }
    this._entries = [];
    this._document = emptyDocument();
    Signal.clearData(this);
  }

  private _edit(patch: Partial<AnalysisDocument>): void {
    this._document = { ...this._document, ...patch };
    this._changed.emit('document');
  }

  private _entry(path: string): IEntry {
    return {
      path: this._resolve(path),
      state: 'loading',
      scan: null,
      error: null,
      progress: null,
      cost: null,
      abort: null,
      maps: new Map(),
      spectra: new Map()
    };
  }

  private async _read(entry: IEntry): Promise<void> {
    entry.abort?.abort();
    const abort = new AbortController();
    Object.assign(entry, { abort, state: 'loading', error: null, progress: null });
    this._changed.emit('loading');
    const isCurrent = () => !this._isDisposed && entry.abort === abort;
    try {
      const { scan, cost } = await this._opener.open(entry.path, {
        signal: abort.signal,
        onProgress: (bytes, total) => {
          if (isCurrent()) {
            entry.progress = { bytes, total };
            this._changed.emit('loading');
          }
        }
      });
      if (isCurrent()) {
        const made = { maps: new Map(), spectra: new Map() };
        Object.assign(entry, { state: 'ready', scan, cost, ...made });
      }
    } catch (reason) {
      if (isCurrent()) {
        const error = abort.signal.aborted
          ? new XESError('worker/cancelled', 'Reading was cancelled. Reload the scan to read it.')
          : asXESError(reason);
        Object.assign(entry, { state: 'failed', scan: null, error });
      }
    }
    if (isCurrent()) {
      entry.abort = null;
      entry.progress = null;
      this._changed.emit('data');
    }
  }

  private _isDisposed = false;
  private _failure: XESError | null = null;
  private _document = emptyDocument();
  private _entries: IEntry[] = [];
  private _changed = new Signal<this, ModelChange>(this);
}

function isCut({ at, width }: Cut): boolean {
  return Number.isFinite(at) && Number.isFinite(width) && width >= 0;
}
