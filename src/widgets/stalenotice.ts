import { Notification } from '@jupyterlab/apputils';
import type { IDisposable } from '@lumino/disposable';
import { Debounce, DisposableStore } from '../lifecycle/index.js';

/** An open analysis whose file may name scans by paths that no longer exist. */
export interface IMayBeStale {
  readonly path: string;
  readonly isStale: boolean;
}

/** Files that are moved together arrive one after another (ms). */
const rest = 500;

/**
 * Offers to save analyses whose files became wrong only through a rename: they have no other
 * changes, so nothing else would save them. One notification for all; it disappears when none is
 * left.
 */
export class StaleNotice implements IDisposable {
  /** @param _save saves the analyses with these paths. */
  constructor(private _save: (paths: readonly string[]) => void) {}

  get isDisposed(): boolean {
    return this._owned.isDisposed;
  }

  /** Watch an analysis until the result is disposed of. */
  follow(analysis: IMayBeStale): IDisposable {
    this._analyses.add(analysis);
    const owned = new DisposableStore();
    owned.defer(() => {
      this._analyses.delete(analysis);
      this.update();
    });
    return owned;
  }

  /** Check again, soon. */
  update(): void {
    if (this._shown || this._paths.length > 0) {
      this._later.schedule();
    }
  }

  dispose(): void {
    this._owned.dispose();
    this._dismiss();
  }

  private get _paths(): string[] {
    return [...this._analyses].filter(({ isStale }) => isStale).map(({ path }) => path);
  }

  private _show(): void {
    const paths = this._paths;
    const key = JSON.stringify(paths);
    if (key === this._shown?.key) {
      return;
    }
    this._dismiss();
    if (paths.length > 0) {
      const id = Notification.warning(staleSentence(paths), {
        autoClose: false,
        actions: [{ label: 'Save', displayType: 'accent', callback: () => this._save(this._paths) }]
      });
      this._shown = { id, key };
    }
  }

  private _dismiss(): void {
    if (this._shown) {
      Notification.dismiss(this._shown.id);
      this._shown = null;
    }
  }

  private _analyses = new Set<IMayBeStale>();
  private _shown: { id: string; key: string } | null = null;
  private _owned = new DisposableStore();
  private _later = this._owned.add(new Debounce(rest, () => this._show()));
}

/** One sentence; JupyterLab truncates it at 140 characters. */
export function staleSentence(paths: readonly string[]): string {
  const [name] = paths.map(path => path.split('/').pop() ?? path);
  const short = name.length <= 40 ? name : `${name.slice(0, 24)}…${name.slice(-15)}`;
  return paths.length > 1
    ? `The files of ${paths.length} analyses still name scans by their old paths. Save them, or they won't find the scans.`
    : `The file ${short} still names scans by their old paths. Save it, or it won't find them.`;
}
