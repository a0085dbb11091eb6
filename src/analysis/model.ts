import type { IDisposable } from '@lumino/disposable';
import { PromiseDelegate } from '@lumino/coreutils';
import { Signal, type ISignal } from '@lumino/signaling';
import {
  firstChannel,
  kindOfChannel,
  type Channel,
  type Scan,
  type ScanKind
} from '../formats/scan.js';
import type { IScanOpener } from '../io/opener.js';
import type { Cut, RXESMap } from '../science/map.js';
import type { Spectrum } from '../science/spectrum.js';
import { asXESError, type XESError } from '../science/errors.js';
import { bytesOf } from './bytes.js';
import { changed, emptyDocument, isCut, most } from './document.js';
import type { AnalysisDocument, ViewState } from './document.js';
import { Edits } from './edits.js';
import type { ILoadedScan } from './loadedscan.js';
import { tooMany } from './serialise.js';
import { showArm, type IShown } from './shown.js';
import { afterRename, isAtOrBelow, replacedBy, type IRename } from './rename.js';
import { cancelled, Turns } from './turns.js';

type Measure = <T>(phase: 'map', work: () => T) => T;

/**
 * What changed: `document` is work to be saved, `loading` is what comes from the files, `paths` is
 * where scans lie and how the document names them.
 */
export type ModelChange = 'document' | 'loading' | 'data' | 'paths';

interface IEntry extends ILoadedScan {
  path: string;
  state: ILoadedScan['state'];
  scan: Scan | null;
  error: XESError | null;
  progress: ILoadedScan['progress'];
  cost: ILoadedScan['cost'];
  abort: AbortController | null;
  /** What was made of the scan's points, by channel. */
  shown: Map<string, IShown>;
}

/** So many scans are read at a time: the reader's one worker is never idle, and nobody waits long. */
const mostReads = 2;

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

  /** The arm that is shown: the one asked for, else the scan's first that measured what the scan is. */
  get channel(): Channel | null {
    const scan = this.active?.scan;
    const asked = scan?.channels.find(channel => channel.name === this.view.channel);
    return asked ?? (scan && (firstChannel(scan) ?? scan.channels[0])) ?? null;
  }

  /** What the shown arm measured; null where nothing is shown. */
  get kind(): ScanKind | null {
    const { active, channel } = this;
    return active?.scan && channel ? kindOfChannel(active.scan, channel) : null;
  }

  /** The map of the shown arm; null where it is no map, or none can be made (`active.error`). */
  get map(): RXESMap | null {
    return this._shown()?.map ?? null;
  }

  /** The spectrum of the shown arm; null where it is a map. */
  get spectrum(): Spectrum | null {
    return this._shown()?.spectrum ?? null;
  }

  /** Resolves with the first document: what is changed before is lost to it. */
  get loaded(): Promise<void> {
    return this._loaded.promise;
  }

  /** Somebody's work on the document. */
  readonly edits = new Edits();

  /** Put another document in the place of this one, as a change that is not saved. */
  replace(document: AnalysisDocument): void {
    this.load(document);
    this.edits.made();
    this._changed.emit('document');
  }

  /**
   * Replace the document (opening, reverting) and read the scans it names.
   * @param edited when somebody had last worked on it: UTC, ISO.
   */
  load(document: AnalysisDocument, edited: string | null = null): void {
    this._document = document;
    this._failure = null;
    this.edits.begin(edited);
    for (const entry of this._entries) {
      entry.abort?.abort();
    }
    this._entries = document.scans.map(({ path }) => this._entry(path));
    this._changed.emit('data');
    const first = this.active as IEntry | null;
    const others = this._entries.filter(entry => entry !== first);
    [...(first ? [first] : []), ...others].forEach(entry => void this._read(entry));
    this._loaded.resolve();
  }

  /**
   * Add scans by the paths the document shall hold; those that are there already are skipped.
   * @throws XESError `analysis/too-large`
   */
  addScans(paths: readonly string[]): void {
    const known = new Set(this._document.scans.map(({ path }) => path));
    const added = [...new Set(paths)].filter(path => !known.has(path));
    if (added.length === 0 || this._failure) {
      return;
    }
    if (known.size + added.length > most.scans) {
      throw tooMany('scans', known.size + added.length);
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

  /**
   * Follow a rename: cuts and view stay, and so do arrays that were read, for the file is the same.
   * What could not be read where it was, and what lies where another file lay, is read. Nobody worked
   * on the document, so this is no change of kind `document`, unless a scan of it replaced another one.
   * @param nameOf the name the document shall have for a scan, of its path, name so far and index.
   */
  relocate(rename: IRename, nameOf: (path: string, before: string, index: number) => string): void {
    const paths = this._entries.map(({ path }) => path);
    replacedBy(paths, rename).forEach(index => this.removeScan(index));
    const before = this._entries.map(({ path }) => path);
    this._entries.forEach(entry => (entry.path = afterRename(entry.path, rename)));
    const scans = this._document.scans.map((scan, i) => ({
      ...scan,
      path: nameOf(this._entries[i].path, scan.path, i)
    }));
    const isNamedAnew = scans.some(({ path }, i) => path !== this._document.scans[i].path);
    if (isNamedAnew) {
      this._document = { ...this._document, scans };
    }
    const hasMoved = (entry: IEntry, i: number) => entry.path !== before[i];
    const unread = this._entries.filter((entry, i) =>
      hasMoved(entry, i)
        ? entry.state === 'loading' || entry.state === 'failed'
        : isAtOrBelow(entry.path, rename.to)
    );
    if (isNamedAnew || this._entries.some(hasMoved)) {
      this._changed.emit('paths');
    }
    unread.forEach(entry => void this._read(entry));
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
      Object.assign(entry, { state: 'released', scan: null, shown: new Map() });
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

  /** Change the view. Another arm has other emission energies, so the zoom ends with the arm. */
  setView(patch: Partial<ViewState>): void {
    const shown = this.channel?.name ?? this.view.channel;
    const isOther = patch.channel !== undefined && patch.channel !== shown;
    this._edit({ view: { ...this.view, ...(isOther ? { zoom: null } : {}), ...patch } });
  }

  /**
   * Add a cut; one whose numbers are none is refused, for JSON can't keep it.
   * @throws XESError `analysis/too-large`
   */
  addCut(cut: Cut): void {
    if (isCut(cut)) {
      if (this.cuts.length >= most.cuts) {
        throw tooMany('cuts', this.cuts.length + 1);
      }
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

  /** A document that could not be read takes no edits: they would be shown, and never saved. */
  private _edit(patch: Partial<AnalysisDocument>): void {
    if (this._failure) {
      return;
    }
    this._document = changed(this._document, patch);
    this.edits.made();
    const active = this.active as IEntry | null;
    if (active) {
      this._turns.hasten(active);
    }
    this._shown();
    this._changed.emit('document');
  }

  /** What is shown of the shown arm, made once; `active.error` says of the shown arm why there is nothing. */
  private _shown(): IShown | null {
    const entry = this.active as IEntry | null;
    const channel = this.channel;
    if (!entry?.scan || !channel) {
      return null;
    }
    let shown = entry.shown.get(channel.name);
    if (!shown) {
      const { scan } = entry;
      shown = this._measure('map', () => showArm(scan, channel));
      entry.shown.set(channel.name, shown);
    }
    if (entry.state === 'ready') {
      entry.error = shown.problem;
    }
    return shown;
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
      shown: new Map()
    };
  }

  private async _read(entry: IEntry): Promise<void> {
    entry.abort?.abort();
    const abort = new AbortController();
    Object.assign(entry, { abort, state: 'loading', error: null, progress: null });
    this._changed.emit('loading');
    const isCurrent = () => !this._isDisposed && entry.abort === abort;
    let endTurn = () => {};
    try {
      endTurn = await this._turns.take(entry, abort.signal);
      if (abort.signal.aborted) {
        throw cancelled(); // where all are aborted, a turn may come to one just before its own abort
      }
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
        Object.assign(entry, { state: 'ready', scan, cost, shown: new Map() });
      }
    } catch (reason) {
      if (isCurrent()) {
        const error = abort.signal.aborted ? cancelled() : asXESError(reason);
        Object.assign(entry, { state: 'failed', scan: null, error });
      }
    } finally {
      endTurn();
    }
    if (isCurrent()) {
      entry.abort = null;
      entry.progress = null;
      this._shown(); // before anybody asks whether there is an error
      this._changed.emit('data');
    }
  }

  private _isDisposed = false;
  private _loaded = new PromiseDelegate<void>();
  private _failure: XESError | null = null;
  private _document = emptyDocument();
  private _entries: IEntry[] = [];
  private _turns = new Turns<IEntry>(mostReads);
  private _changed = new Signal<this, ModelChange>(this);
}
