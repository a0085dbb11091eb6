import { refText, type Id, type Ref } from '../../analysis/document/index.js';
import { cutsOf } from '../../model/cuts.js';
import { ticksAfter, type RowPlace } from '../../model/rows.js';
import type { AnalysisModel } from '../../model/index.js';
import type { IListOptions } from './options.js';

/** How a row is selected: alone, added to or taken from the selection, or with all rows up to it. */
export type Extent = 'alone' | 'toggle' | 'range';

/** What is done to rows, each through the guard and the model. */
export class ListActions {
  constructor(private _options: IListOptions) {}

  /** The rows as they stand. */
  places: readonly RowPlace[] = [];

  get isLone(): boolean {
    return this._options.isLone;
  }

  /** Select a row; where it is selected alone, it becomes the active one. */
  select(index: number, extent: Extent): void {
    const { places } = this;
    const place = places[index];
    this._do('Selecting rows', model => {
      if (!place) {
        return;
      }
      if (extent === 'alone') {
        this._anchor = place.key;
        // a cut is drawn on the map that is shown: the map stays
        const isCut =
          model.map !== null && cutsOf(model.document, null).some(({ id }) => id === place.ref.id);
        model.select([place.ref], isCut ? undefined : place.ref);
        return;
      }
      const { selected } = model.view;
      if (extent === 'toggle') {
        this._anchor = place.key;
        const others = selected.filter(ref => refText(ref) !== place.key);
        model.select(others.length < selected.length ? others : [...selected, place.ref]);
        return;
      }
      const anchor = Math.max(
        0,
        places.findIndex(({ key }) => key === this._anchor)
      );
      const [low, high] = [Math.min(anchor, index), Math.max(anchor, index)];
      model.select(places.slice(low, high + 1).map(({ ref }) => ref));
    });
  }

  selectAll(): void {
    this._do('Selecting rows', model =>
      model.select(
        this.places.filter(({ type }) => type === 'scan' || type === 'step').map(({ ref }) => ref)
      )
    );
  }

  tick(ref: Ref, isTicked: boolean): void {
    this._do('Ticking a row', model => model.show(ticksAfter(model.view.shown, ref, isTicked)));
  }

  /** Tick all scans, or none of the rows. */
  tickAll(isTicked: boolean): void {
    this._do('Ticking all rows', model =>
      model.show(isTicked ? model.scans.map(({ id }) => ({ id })) : [])
    );
  }

  rename(id: Id, label: string): void {
    this._do('Renaming', model => model.rename(id, label.trim() === '' ? null : label));
  }

  color(id: Id, color: string): void {
    this._do('Choosing a colour', model => model.setColor(id, color, `color ${id}`));
  }

  /** Colours that are chosen from here on are another edit. */
  colored(): void {
    this._do('Choosing a colour', model => model.endMerge());
  }

  /** Move a scan or step by one place. */
  move(id: Id, by: -1 | 1): void {
    this._do('Moving a row', model => {
      const { scans, steps } = model.document;
      const list: readonly { id: Id }[] = scans.some(scan => scan.id === id) ? scans : steps;
      const at = list.findIndex(entry => entry.id === id);
      const before = by < 0 ? list[at - 1] : list[at + 2];
      if ((by < 0 && at > 0) || (by > 0 && at < list.length - 1)) {
        model.reorder(id, before?.id ?? null);
      }
    });
  }

  /** Put a row before another, or behind all. */
  put(id: Id, before: Id | null): void {
    this._do('Moving a row', model => id !== before && model.reorder(id, before));
  }

  /** Remove what is selected; where other steps depend on it, with those, if that is confirmed. */
  remove(): void {
    const { model, guard, isLone } = this._options;
    guard('Removing rows', async () => {
      const ids = [...new Set(model.view.selected.map(({ id }) => id))];
      if (isLone || ids.length === 0) {
        return;
      }
      const dependents = dependentsOf(model, ids);
      if (dependents.length === 0) {
        model.remove(ids);
        return;
      }
      const labels = dependents.map(id => model.labelOfRef({ id }));
      const isConfirmed = (await this._options.confirmRemoval?.(labels)) ?? false;
      if (isConfirmed && !model.isDisposed) {
        model.remove(ids, 'remove');
      }
    });
  }

  menu(ref: Ref, at: { x: number; y: number }): void {
    this._do('Opening a menu', () => this._options.onMenu?.(ref, at));
  }

  private _do(doing: string, work: (model: AnalysisModel) => unknown): void {
    const { model, guard } = this._options;
    guard(doing, () => work(model));
  }

  /** The row from which a range is selected. */
  private _anchor = '';
}

/** Steps that work on these, on results of theirs, and so on, but are not among them. */
function dependentsOf({ document }: AnalysisModel, ids: readonly Id[]): Id[] {
  const gone = new Set(ids);
  for (const { id, from } of document.steps) {
    if (from.some(source => gone.has(typeof source === 'string' ? source : source.id))) {
      gone.add(id);
    }
  }
  return [...gone].filter(id => !ids.includes(id));
}
