import { ReactWidget } from '@jupyterlab/ui-components';
import type { IDisposable } from '@lumino/disposable';
import type { Message } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';
import { refText, scansId, type Ref } from '../../analysis/document/index.js';
import type { Step } from '../../analysis/steps/step.js';
import { DisposableStore } from '../../lifecycle/index.js';
import type { AnalysisModel } from '../../model/index.js';
import type { Guard } from '../part.js';
import { loadCatalog } from './catalog.js';
import { choicesFor, rowKinds, type IChoiceGroup } from './choices.js';
import { firstValues, type IStart } from './firstvalues.js';
import { fromOf } from './from.js';
import { inspectedRefs } from './inspect.js';
import { StepMenu } from './stepmenu.js';

/**
 * Open the menu of the steps that take what is selected, at an element. What is chosen works on it.
 * @returns the menu: disposed of, it closes.
 */
export function openAddStep(model: AnalysisModel, guard: Guard, anchor: HTMLElement): IDisposable {
  const refs = inspectedRefs(model);
  const menu = new AddStepMenu({
    anchor,
    choose: step => guard('Adding a step', () => addStep(model, step, refs))
  });
  Widget.attach(menu, document.body);
  guard('Loading the steps', async () => {
    const catalog = await loadCatalog();
    menu.offer(choicesFor(catalog, rowKinds(model, catalog, refs)));
  });
  return menu;
}

/** Add a step that works on some rows, with parameters with which it computes at once. @returns its id. */
export function addStep(model: AnalysisModel, step: Step, refs: readonly Ref[]): string {
  const from = fromOf(model.document, refs);
  const parameters = firstValues(step, startOf(model, refs, from[0] === scansId));
  return model.addStep({ step: step.name, from, parameters });
}

/** @param isOfAll whether it works on all scans: a cut is then drawn on their maps, beside those that are there. */
function startOf(model: AnalysisModel, refs: readonly Ref[], isOfAll: boolean): IStart {
  const value = (ref: Ref) =>
    model.shown.find(item => refText(item.ref) === refText(ref))?.value ??
    model.shown.find(item => item.ref.id === ref.id)?.value ??
    null;
  const values = refs.map(value);
  const map = values.find(one => one?.kind === 'map') ?? model.map;
  const curve = values.find(one => one?.kind === 'spectrum') ?? model.spectrum;
  return {
    map: map?.kind === 'map' ? map : null,
    curve: curve?.kind === 'spectrum' ? curve : null,
    count: refs.reduce((sum, ref) => sum + Math.max(1, model.items(ref).length), 0),
    looked: { cuts: isOfAll ? model.cuts : [], zoom: model.view.map.zoom }
  };
}

interface IMenuOptions {
  anchor: HTMLElement;
  choose(step: Step): void;
}

/** Largest size, px. */
const size = { width: 420, height: 460, gap: 8 };

/** A menu of steps that can be searched; it closes when something else is clicked or gets the focus. */
class AddStepMenu extends ReactWidget {
  constructor(options: IMenuOptions) {
    super();
    this.addClass('jp-XESAddStep');
    this._options = options;
    const isElsewhere = (target: EventTarget | null) =>
      !(target instanceof Node && this.node.contains(target));
    const onElsewhere = (event: Event) => isElsewhere(event.target) && this.dispose();
    this._owned.listen(document, 'pointerdown', onElsewhere, { capture: true });
    this._owned.listen(document, 'focusin', onElsewhere);
    this._owned.listen(window, 'resize', () => this._place());
  }

  /** Show the steps. */
  offer(groups: readonly IChoiceGroup[]): void {
    if (!this.isDisposed) {
      this._groups = groups;
      this.update();
    }
  }

  override dispose(): void {
    if (this.isDisposed) {
      return;
    }
    this._owned.dispose();
    try {
      super.dispose();
    } finally {
      this._options = this._before = null;
      this._groups = null;
    }
  }

  protected render(): React.JSX.Element {
    return <StepMenu groups={this._groups} choose={this._choose} close={this._close} />;
  }

  protected override onUpdateRequest(msg: Message): void {
    if (this.isAttached) {
      super.onUpdateRequest(msg);
    }
  }

  protected override onAfterAttach(msg: Message): void {
    super.onAfterAttach(msg);
    this._place();
  }

  /** Below the element where there is room, else above it. */
  private _place(): void {
    const anchor = this._options?.anchor;
    if (!anchor) {
      return;
    }
    const { left, top, bottom } = anchor.getBoundingClientRect();
    const { innerWidth, innerHeight } = window;
    const below = innerHeight - bottom - size.gap;
    const isAbove = below < size.height && top > below;
    const width = Math.min(size.width, innerWidth - 2 * size.gap);
    Object.assign(this.node.style, {
      width: `${width}px`,
      left: `${Math.max(size.gap, Math.min(left, innerWidth - width - size.gap))}px`,
      top: isAbove ? '' : `${bottom + 2}px`,
      bottom: isAbove ? `${innerHeight - top + 2}px` : '',
      maxHeight: `${Math.min(size.height, (isAbove ? top : below) - size.gap)}px`
    });
  }

  private _choose = (step: Step): void => {
    const options = this._options;
    this._close();
    options?.choose(step);
  };

  private _close = (): void => {
    const { _before: before } = this;
    const anchor = this._options?.anchor;
    this.dispose();
    // by a key it is opened from anywhere, and at what takes no focus
    for (const one of [before, anchor, anchor?.closest<HTMLElement>('[tabindex]')]) {
      if (document.activeElement === document.body) {
        one?.focus({ preventScroll: true });
      }
    }
  };

  private _options: IMenuOptions | null;
  private _groups: readonly IChoiceGroup[] | null = null;
  private _owned = new DisposableStore();
  /** What had the focus when it was opened. */
  private _before: HTMLElement | null =
    document.activeElement instanceof HTMLElement ? document.activeElement : null;
}
