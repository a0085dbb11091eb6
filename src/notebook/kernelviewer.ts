import type { Kernel } from '@jupyterlab/services';
import { JSONExt, type JSONObject, type ReadonlyPartialJSONObject } from '@lumino/coreutils';
import { scanOf } from '../analysis/document/index.js';
import { requireStep } from '../analysis/steps/registry.js';
import { asXESError, XESError } from '../base/errors.js';
import { Debounce, DisposableStore, Lifetime } from '../lifecycle/index.js';
import type { AnalysisModel } from '../model/index.js';
import { snapshot } from '../model/snapshot.js';
import { within } from '../diagnostics/withtimeout.js';
import { fromKernel, toKernel, type IKernelPath } from './kernelpaths.js';
import { idOf, sourceOf, type INamedScan, type Named } from './named.js';
import { piecesOf } from './pieces.js';
import { resultIn } from './resultanswer.js';
import { subshellOf } from './subshell.js';

/**
 * A viewer that a kernel may control: of a document, or of a cell's result, which is not a file.
 */
export interface IHeld {
  readonly id: string;
  readonly isDisposed: boolean;
  /** Resolves when model and viewer are in place, or will never be. */
  readonly filled: Promise<void>;
  readonly model: AnalysisModel | null;
  readonly viewer: { state(): object } | null;
  /** The file; its path is empty if there is none. */
  readonly context: { readonly path: string };
}

/** What the page does for a kernel; the user can do all of it in the viewer. */
export interface IKernelHost {
  /** Path of the notebook. */
  readonly path: string;
  /** The visible viewer of a document; of several, the last one used. */
  current(): IHeld | null;
  /** The same, or else the preview of the notebook, if visible. */
  inSight(): IHeld | null;
  /**
   * Open a scan or an analysis next to the notebook. @throws XESError if it can't be shown here.
   */
  open(path: string): Promise<IHeld>;
  /** Create an analysis next to the notebook. */
  create(): Promise<IHeld>;
  /** Show a document that is not a file next to the notebook. */
  preview(data: unknown, title: string): void;
  /** Run a command of the viewer. @throws what the command throws */
  run(command: string, args: ReadonlyPartialJSONObject): Promise<unknown>;
  exists(path: string): Promise<boolean>;
  /** Update a document from its file, if that changed: a program continues from what it saved. */
  lookAtFile(context: object): Promise<void>;
  readonly contents: Parameters<typeof fromKernel>[0];
}

/** The only commands that a kernel may run, by its names for them. */
const commands: Readonly<Record<string, string>> = {
  add: 'xes:add-scans',
  show: 'xes:show',
  addStep: 'xes:add-step',
  result: 'xes:result',
  state: 'xes:state',
  settled: 'xes:settled'
};

/** The state is pushed this long after the last change, ms. */
const rest = 200;

/** A request for the state waits this long for pending changes to take effect, ms. */
const timeout = 1500;

interface IRequest {
  id: number;
  op: string;
  args: JSONObject;
}

/**
 * A kernel's remote control of the viewer: requests over a comm are processed in turn. Disposed of
 * with the comm.
 */
export class KernelViewer extends DisposableStore {
  /**
   * @param _started the folder the kernel started in, as the kernel sees it. @param onEnd called at
   * the end.
   */
  constructor(
    private _comm: Kernel.IComm,
    private _kernel: Kernel.IKernelConnection,
    private _page: IKernelHost,
    private _started: string,
    onEnd: () => void = () => undefined
  ) {
    super();
    _comm.onMsg = ({ content }) => this._take(content.data);
    _comm.onClose = () => this.dispose();
    // a restarted or abandoned kernel drops its comms without closing them
    _kernel.statusChanged.connect(this._onStatus, this);
    _kernel.disposed.connect(this.dispose, this);
    this.defer(onEnd);
    this._turn = this._greet();
  }

  override dispose(): void {
    if (!this.isDisposed) {
      this._follow(null);
      super.dispose();
      this._kernel.statusChanged.disconnect(this._onStatus, this);
      this._kernel.disposed.disconnect(this.dispose, this);
      this._comm.onMsg = () => undefined;
      this._comm.onClose = () => undefined;
    }
  }

  private async _greet(): Promise<void> {
    const prompt = await subshellOf(this._comm, this._kernel);
    if (this.isDisposed) {
      return;
    }
    this._send({ hello: 1, prompt });
    this._follow(this._host.current());
  }

  private _take(data: unknown): void {
    const request = data as Partial<IRequest> | null;
    if (typeof request?.id === 'number' && typeof request.op === 'string') {
      const { id, op, args = {} } = request;
      this._turn = this._turn.then(() => this._answer({ id, op, args }));
    }
  }

  /** Never rejects. At the end, waiting requests are dropped and the current one is abandoned. */
  private async _answer(request: IRequest): Promise<void> {
    const { id } = request;
    try {
      this._lifetime.check();
      const value = await this._do(request);
      this._lifetime.check();
      piecesOf(id, value ?? null).forEach(({ data, buffers }) => this._send(data, buffers));
    } catch (reason) {
      if (this._lifetime.isAlive) {
        const { code, message } = asXESError(reason);
        this._send({ id, error: { code, message } });
      }
    }
  }

  /**
   * To be read again after each await: a kernel restarted meanwhile must not change anything.
   * @throws LifetimeEnded after the end
   */
  private get _host(): IKernelHost {
    this._lifetime.check();
    return this._page;
  }

  /** @throws XESError for refused requests; LifetimeEnded if it ended meanwhile */
  private async _do({ op, args }: IRequest): Promise<unknown> {
    switch (op) {
      case 'attach':
        return this._follow(this._host.inSight());
      case 'open':
        await this._open(await this._pathOf(args.path));
        return this._run('settled', {});
      case 'view':
        return this._host.preview(args.data, typeof args.title === 'string' ? args.title : '');
      case 'add': {
        if (this._place()?.context.path === '') {
          throw new XESError(
            'analysis/edit',
            'The view opened by xes.view is not an analysis, so that no scans can be added: press "Save as analysis" there, or open an analysis (Viewer.open).'
          );
        }
        const given = Array.isArray(args.paths) ? args.paths : [];
        const paths: string[] = [];
        for (const path of given) {
          paths.push(await this._pathOf(path));
        }
        return this._run(op, { paths });
      }
      case 'addStep':
        // a program needs the error from its call; a user sees it at the step, and corrects it
        // there
        requireStep(typeof args.step === 'string' ? args.step : '').complete(
          (args.parameters ?? {}) as JSONObject
        );
        return this._run(op, { ...args, from: await this._sources(args.from) });
      case 'show':
        return this._run(op, { ...args, ids: await this._sources(args.ids) });
      case 'result': {
        const { model } = await this._viewer(false);
        return this._run(op, {
          ...args,
          id: model && typeof args.id === 'string' ? idOf(model, args.id) : ''
        });
      }
      default:
        if (!Object.hasOwn(commands, op)) {
          throw new XESError('viewer/protocol', `The viewer has no operation "${op}".`);
        }
        return this._run(op, args);
    }
  }

  private async _run(op: string, args: ReadonlyPartialJSONObject): Promise<unknown> {
    const isRead = op === 'state' || op === 'settled';
    if (isRead && !this._place()) {
      return this._named(snapshot(null));
    }
    const widget = await this._viewer(op === 'add');
    await this._host.lookAtFile(widget.context);
    if (op === 'state') {
      await within(timeout, () => widget.model?.settled, undefined);
    }
    const value = await this._host.run(commands[op], { ...args, widget: widget.id });
    return isRead ? this._named(value) : op === 'result' ? resultIn(value) : value;
  }

  /** The controlled viewer: the same as long as it is open, else the last one used. */
  private _place(): IHeld | null {
    if (!this._widget || this._widget.isDisposed) {
      this._follow(this._host.current());
    }
    return this._widget;
  }

  /** @param isMade whether a new analysis is created if none is open: reading creates no file. */
  private async _viewer(isMade: boolean): Promise<IHeld> {
    if (!this._place() && !isMade) {
      throw new XESError(
        'command/no-viewer',
        'No viewer is open: open a scan or an analysis (Viewer.open), or add scans (Viewer.add).'
      );
    }
    const widget = this._place() ?? (await this._created());
    await widget.filled;
    this._lifetime.check();
    if (!widget.model) {
      throw new XESError('command/no-viewer', 'The viewer was closed meanwhile. Call this again.');
    }
    this._listen(widget.model);
    return widget;
  }

  private async _open(path: string): Promise<void> {
    const opened = await this._host.open(path);
    this._follow(opened);
  }

  private async _created(): Promise<IHeld> {
    const made = await this._host.create();
    this._follow(made);
    return made;
  }

  /** @throws LifetimeEnded after the end, when it would never be disconnected */
  private _follow(widget: IHeld | null): void {
    this._lifetime.check();
    if (widget !== this._widget) {
      this._listen(null);
      this._widget = widget;
    }
    const model = widget?.model;
    if (model) {
      this._listen(model);
    }
  }

  /** @throws LifetimeEnded after the end */
  private _listen(model: AnalysisModel | null): void {
    this._lifetime.check();
    if (this._model !== model) {
      this._model?.changed.disconnect(this._onChanged, this);
      this._model = model;
      model?.changed.connect(this._onChanged, this);
      if (model) {
        this._later.schedule();
      }
    }
  }

  private _onStatus(kernel: Kernel.IKernelConnection): void {
    const isEnding = /restarting|dead|terminating/.test(kernel.status);
    if (isEnding || this._comm.isDisposed) {
      this.dispose();
    }
  }

  private _onChanged(): void {
    this._later.schedule();
  }

  /** For kernels without subshells, which can't request the state within a cell. */
  private _push(): void {
    const state = this._widget?.isDisposed ? null : this._widget?.viewer?.state();
    if (state && !this.isDisposed) {
      this._send({ state: this._named(state), at: this._done });
    }
  }

  /** Paths that the kernel can open: relative to the folder it started in. */
  private _named(state: unknown): unknown {
    const { contents, path } = this._host;
    const { scans, ...rest } = (state ?? {}) as { scans?: { path: string }[] };
    const named = scans?.map(scan => ({ ...scan, path: toKernel(contents, path, scan.path) }));
    const document = this._widget?.isDisposed ? '' : (this._widget?.context.path ?? '');
    return {
      ...rest,
      scans: named ?? [],
      document: document === '' ? null : toKernel(contents, path, document)
    };
  }

  /** The sources in the viewer for ids, labels and files of scans. */
  private async _sources(given: unknown): Promise<JSONObject[]> {
    const { model } = await this._viewer(false);
    const named = (Array.isArray(given) ? given : []) as Named[];
    const found: unknown[] = [];
    for (const entry of model ? named : []) {
      found.push(await sourceOf(model as AnalysisModel, entry, scan => this._scanOf(scan)));
    }
    return found as JSONObject[];
  }

  private async _scanOf({ scan, entry, columns }: INamedScan): Promise<string> {
    const path = await this._pathOf(scan);
    const { model } = await this._viewer(false);
    const choice = { entry, columns };
    const isRead = ({ entry, columns }: Pick<INamedScan, 'entry' | 'columns'>) =>
      JSONExt.deepEqual(plain({ entry, columns }), plain(choice));
    const there = (model?.scans ?? []).find(
      item => item.path === path && isRead((model && scanOf(model.document, item.id)) ?? {})
    );
    if (there) {
      return there.id;
    }
    const added = (await this._run('add', plain({ paths: [path], ...choice }))) as {
      ids: string[];
    };
    return added.ids[0];
  }

  private async _pathOf(given: unknown): Promise<string> {
    const { name = '', relative = [] } = (given ?? {}) as Partial<IKernelPath>;
    const { contents, path } = this._host;
    const paths = fromKernel(contents, path, this._started, { name, relative });
    for (const text of paths) {
      if (await this._host.exists(text)) {
        return text;
      }
    }
    throw new XESError(
      'viewer/path',
      `${name} is not below the folder that JupyterLab shows. Copy it there, or link the folder it is in.`
    );
  }

  private _send(data: object, buffers: ArrayBuffer[] = []): void {
    if ('id' in data) {
      this._done = Math.max(this._done, Number(data.id));
    }
    if (!this._comm.isDisposed && !this._kernel.isDisposed) {
      this._comm.send(plain(data), undefined, buffers);
    }
  }

  private _lifetime = this.add(new Lifetime());
  private _turn: Promise<void>;
  private _done = 0;
  private _widget: IHeld | null = null;
  private _model: AnalysisModel | null = null;
  private _later = this.add(new Debounce(rest, () => this._push()));
}

/** Convert to JSON; anything else was never meant to be sent. */
function plain(data: object): JSONObject {
  return JSON.parse(JSON.stringify(data)) as JSONObject;
}
