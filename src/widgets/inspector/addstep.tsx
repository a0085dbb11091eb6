import type { IDisposable } from '@lumino/disposable';
import { Widget } from '@lumino/widgets';
import type { Step } from '../../analysis/steps/step.js';
import type { AnalysisModel } from '../../model/index.js';
import type { Guard } from '../part.js';
import { Popover, type IPopoverOptions } from '../popover.js';
import { loadCatalog } from './catalog.js';
import { choicesFor, rowKinds, type IChoiceGroup } from './choices.js';
import { firstValues } from './firstvalues.js';
import { fromOf } from './from.js';
import { inspectedRefs } from './inspect.js';
import { startNow, startOf } from './start.js';
import { StepMenu } from './stepmenu.js';

/**
 * Open the menu of steps that take the selection, at an element. The chosen step works on the
 * selection. If its first values depend on data that is not read yet, the menu stays open until
 * then; if closed before, it adds nothing.
 * @returns the menu, which closes when disposed of.
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
    guard,
    choose: step => guard('Adding a step', () => add(step))
  });
  Widget.attach(menu, document.body);
  guard('Loading the steps', async () => {
    const catalog = await loadCatalog();
    menu.follow(model, () => choicesFor(catalog, rowKinds(model, catalog, refs)));
  });
  return menu;
}

interface IMenuOptions extends IPopoverOptions {
  choose(step: Step): void;
}

/** A searchable menu of steps; it closes when something else is clicked or focused. */
class AddStepMenu extends Popover {
  constructor(options: IMenuOptions) {
    super('the steps', options);
    this.addClass('jp-XESAddStep');
    this._choose = options.choose;
  }

  /**
   * Show that a step waits for some work. @returns null if the menu was closed meanwhile, whatever
   * the result.
   */
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

  /** Show the steps, updated as more becomes known of the rows while the menu is open. */
  follow(model: AnalysisModel, groups: () => readonly IChoiceGroup[]): void {
    if (this.isDisposed) {
      return;
    }
    const offer = () => this._offer(groups());
    model.changed.connect(offer);
    this.owned.defer(() => model.changed.disconnect(offer));
    offer();
  }

  private _offer(groups: readonly IChoiceGroup[]): void {
    if (!this._groups || namesIn(groups) !== namesIn(this._groups)) {
      this._groups = groups;
      this.update();
    }
  }

  override dispose(): void {
    super.dispose();
    this._groups = this._choose = null;
  }

  protected content(): React.JSX.Element {
    return (
      <StepMenu
        groups={this._groups}
        choose={this._take}
        close={this.end}
        isWaiting={this._isWaiting}
      />
    );
  }

  private _take = (step: Step): void => {
    if (!this._isWaiting) {
      this._choose?.(step);
    }
  };

  private _choose: ((step: Step) => void) | null;
  private _isWaiting = false;
  private _groups: readonly IChoiceGroup[] | null = null;
}

/** Text that identifies what is offered. */
function namesIn(groups: readonly IChoiceGroup[]): string {
  return JSON.stringify(
    groups.map(({ title, choices }) => [title, choices.map(({ label }) => label)])
  );
}
