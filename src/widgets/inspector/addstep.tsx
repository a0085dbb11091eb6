import { ReactWidget } from '@jupyterlab/ui-components';
import type { IDisposable } from '@lumino/disposable';
import type { Message } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';
import type { Step } from '../../analysis/steps/step.js';
import { DisposableStore } from '../../lifecycle/index.js';
import type { AnalysisModel } from '../../model/index.js';
import type { Guard } from '../part.js';
import { loadCatalog } from './catalog.js';
import { choicesFor, rowKinds, type IChoiceGroup } from './choices.js';
import { firstValues } from './firstvalues.js';
import { fromOf } from './from.js';
import { inspectedRefs } from './inspect.js';
import { startNow, startOf } from './start.js';
import { StepMenu } from './stepmenu.js';

/**
 * Open the menu of the steps that take what is selected, at an element. What is chosen works on it. Where its first
 * values follow from what is not read yet, the menu stays until that is there; closed before, it adds nothing.
 * @returns the menu: disposed of, it closes.
 */
export function openAddStep(model: AnalysisModel, guard: Guard, anchor: HTMLElement): IDisposable {
  const refs = inspectedRefs(model);
  const add = async (step: Step) => {
    const from = fromOf(model.document, refs);
    const known = startNow(model, step, refs);
    const start = known ?? (await menu.whileWaiting(startOf(model, refs)));
    if (start && !menu.isDisposed) {
      menu.end();
      model.addStep({ step: step.name, from, parameters: firstValues(step, start) });
    }
  };
  const menu: AddStepMenu = new AddStepMenu({
    anchor,
    choose: step => guard('Adding a step', () => add(step))
  });
  Widget.attach(menu, document.body);
  guard('Loading the steps', async () => {
    const catalog = await loadCatalog();
    menu.offer(choicesFor(catalog, rowKinds(model, catalog, refs)));
  });
  return menu;
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

  /** Say that a step waits, while it does. @returns null where the menu was closed meanwhile, whatever comes of it. */
  async whileWaiting<T>(work: Promise<T>): Promise<T | null> {
    this._isWaiting = true;
    this.update();
    try {
      const found = await work;
      return this.isDisposed ? null : found;
    } catch (reason) {
      if (this.isDisposed) {
        return null;
      }
      this.end();
      throw reason;
    }
  }

  /** Close, and give the focus back. */
  readonly end = (): void => {
    const anchor = this._options?.anchor;
    this.dispose();
    anchor?.focus();
  };

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
      this._options = null;
      this._groups = null;
    }
  }

  protected render(): React.JSX.Element {
    return (
      <StepMenu
        groups={this._groups}
        choose={this._choose}
        close={this.end}
        isWaiting={this._isWaiting}
      />
    );
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
    if (!this._isWaiting) {
      this._options?.choose(step);
    }
  };

  private _isWaiting = false;
  private _options: IMenuOptions | null;
  private _groups: readonly IChoiceGroup[] | null = null;
  private _owned = new DisposableStore();
}
