import { ReactWidget } from '@jupyterlab/ui-components';
import { MessageLoop, type Message } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';
import { refText, type Id } from '../../analysis/document/index.js';
import { MutableDisposable } from '../../lifecycle/index.js';
import { modelKeys, type AnalysisModel, type ModelChange } from '../../model/index.js';
import { Boundary, type IBoundaryOwner } from '../boundary.js';
import type { Guard } from '../part.js';
import type { IPick, Picks } from '../picks.js';
import type { ConfirmRemoval } from '../removing.js';
import { InspectorActions } from './actions.js';
import { openAddStep } from './addstep.js';
import { AfterDrawing } from './afterdrawing.js';
import { loadCatalog, type Catalog } from './catalog.js';
import { inspect, inspectedRefs } from './inspect.js';
import { pickingOf } from './form/picking.js';
import { RefocusWhereGone } from '../refocus.js';
import { ManyPanel } from './manypanel.js';
import { ScanPanel } from './scanpanel.js';
import { SetActions } from './sets/setactions.js';
import { SetPanel } from './sets/setpanel.js';
import { StepPanel } from './steppanel.js';

export interface IInspectorOptions {
  model: AnalysisModel;
  guard: Guard;
  /** Whether it belongs to a lone scan, which can't be removed. */
  isLone: boolean;
  /** Picking on the plot; absent if there is no plot. */
  picks?: Picks;
  /** Asks whether a removal may change other results; without it no removal may. */
  confirmRemoval?: ConfirmRemoval;
  /** Opens the dialog that assigns the arrays of a scan's file; absent if unavailable. */
  askColumns?: ((id: Id) => void) | undefined;
  /** Offers a step as code, at a point of the page (pixels). */
  offerCode?: ((id: Id, at: { x: number; y: number }) => void) | undefined;
}

/**
 * While a mark on the plot is dragged, frames are for the plot: numbers follow at this interval,
 * ms.
 */
const heldInterval = 100;

let count = 0;

/** Facts about the selected row: parameters, numbers, details, warnings, metadata. */
export class Inspector extends ReactWidget {
  constructor(options: IInspectorOptions) {
    super();
    const { model, guard, isLone, picks, confirmRemoval, askColumns, offerCode } = options;
    this.addClass('jp-XESInspector');
    this.node.tabIndex = -1;
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', 'Inspector');
    this._model = model;
    this._guard = this._renderer.guard = guard;
    const addStep = (anchor: HTMLElement) => this._addStep(anchor);
    this._actions = new InspectorActions(() => this._model, guard, addStep, {
      isLone,
      confirm: confirmRemoval
    });
    this._actions.askColumns = askColumns ?? null;
    this._actions.offerCode = offerCode ?? null;
    this._sets = new SetActions(() => this._model, guard, picks ?? null);
    model.changed.connect(this._onChanged, this);
    this._picks = picks ?? null;
    picks?.changed.connect(this._onPicks, this);
  }

  /**
   * Focus the field of a parameter and select its text, as soon as it is drawn. Its step is
   * selected if something else is shown.
   */
  focusField(pick: IPick): void {
    this._wanted = pick;
    if (this._model && this._shown !== pick.step) {
      this._model.select([pick.step]);
    }
    MessageLoop.sendMessage(this, Widget.Msg.UpdateRequest);
    this._focusWanted(false);
  }

  /** Drop all references to data: older versions of JupyterLab keep closed viewers. */
  override dispose(): void {
    if (this.isDisposed) {
      return;
    }
    this._model?.changed.disconnect(this._onChanged, this);
    this._picks?.changed.disconnect(this._onPicks, this);
    clearTimeout(this._timer ?? undefined);
    this._menu.dispose();
    super.dispose();
    this._model = this._picks = this._wanted = null;
    this._actions = this._sets = null;
    Object.assign(this._renderer, { render: null, guard: null, subject: null });
  }

  protected render(): React.JSX.Element {
    return <Boundary by={this._renderer} />;
  }

  private _content(): React.JSX.Element | null {
    const { _model: model, _actions: actions } = this;
    return model && actions ? (
      <RefocusWhereGone root={this.node}>
        {this._panel(model, actions)}
        <AfterDrawing run={() => this._focusWanted(true)} />
      </RefocusWhereGone>
    ) : null;
  }

  protected override onAfterShow(msg: Message): void {
    super.onAfterShow(msg);
    this.update();
  }

  protected override onUpdateRequest(msg: Message): void {
    if (this.isAttached) {
      super.onUpdateRequest(msg);
      this._needCatalog();
    }
  }

  /** Id of the step whose form is shown; null if there is none. */
  private get _shown(): Id | null {
    const inspected = this._model && inspect(this._model);
    return inspected?.kind === 'step' ? inspected.entry.id : null;
  }

  private _focusWanted = (isDrawn: boolean): void => {
    const { _wanted: wanted } = this;
    if (!wanted) {
      return;
    }
    const isShown = this._shown === wanted.step;
    const id = `${this._prefix}-${wanted.step}_${wanted.name}`;
    const fields = [...this.node.querySelectorAll<HTMLInputElement>('input, textarea')];
    const field = fields.find(input => input.id === id);
    // if a form has no such field, a later form must not take the focus
    if (field || !isShown || (isDrawn && this._catalog)) {
      this._wanted = null;
    }
    if (field && isShown) {
      field.focus();
      field.select();
    }
  };

  private _panel(model: AnalysisModel, actions: InspectorActions): React.JSX.Element {
    const inspected = inspect(model);
    switch (inspected?.kind) {
      case 'step': {
        const { _catalog: catalog, _prefix: prefix } = this;
        const { id } = inspected.entry;
        const picking = this._picks && pickingOf(this._picks, id);
        return (
          <StepPanel key={id} {...{ inspected, catalog, prefix, actions, picking }}>
            {this._setPanel(model)}
          </StepPanel>
        );
      }
      case 'scan':
        return (
          <ScanPanel key={inspected.entry.id} inspected={inspected} actions={actions}>
            {this._setPanel(model)}
          </ScanPanel>
        );
      case 'many':
        return (
          <ManyPanel inspected={inspected} actions={actions}>
            {this._setPanel(model)}
          </ManyPanel>
        );
      default:
        return <p className="jp-XESInspector-hint">Select a scan or a result to see more of it.</p>;
    }
  }

  private _setPanel(model: AnalysisModel): React.JSX.Element | null {
    const { _sets: actions, _actions: single, _catalog: catalog, _prefix: prefix } = this;
    const refs = inspectedRefs(model);
    return actions && single ? (
      <SetPanel
        key={refs.map(refText).join()}
        {...{ model, refs, catalog, actions, single, prefix }}
        pickingOf={id => this._picks && pickingOf(this._picks, id)}
      />
    ) : null;
  }

  private _onChanged(_: AnalysisModel, { document, view, paths, keys }: ModelChange): void {
    const model = this._model;
    const isOfList = document || view || paths || keys.has(modelKeys.failure);
    const concerned = isOfList || !model || inspectedRefs(model).some(({ id }) => keys.has(id));
    if (concerned && this.isVisible && this._picks?.isHeld) {
      this._timer ??= setTimeout(() => this._onTime(), heldInterval);
    } else if (concerned && this.isVisible) {
      this.update(); // once per frame
    }
  }

  private _onTime(): void {
    this._timer = null;
    this.update();
  }

  private _onPicks(): void {
    if (this.isVisible) {
      this.update();
    }
  }

  /**
   * Descriptions of steps come with the code of the science: loaded when a step or several rows are
   * inspected.
   */
  private _needCatalog(): void {
    const model = this._model;
    const kind = model && inspect(model)?.kind;
    if (!this._catalog && (kind === 'step' || kind === 'many')) {
      this._guard('Loading the steps', async () => {
        this._catalog = await loadCatalog();
        if (!this.isDisposed) {
          this.update();
        }
      });
    }
  }

  private _addStep(anchor: HTMLElement): void {
    if (this._model) {
      this._menu.value = openAddStep(this._model, this._guard, anchor);
    }
  }

  private _renderer: IBoundaryOwner = {
    name: 'the inspector',
    guard: null,
    render: () => this._content(),
    subject: () => (this._model ? inspectedRefs(this._model).map(refText).join() : '')
  };
  private _model: AnalysisModel | null;
  private _actions: InspectorActions | null;
  private _sets: SetActions | null;
  private _guard: Guard;
  private _picks: Picks | null;
  private _timer: ReturnType<typeof setTimeout> | null = null;
  private _catalog: Catalog | null = null;
  /** The field that takes the focus as soon as it is drawn. */
  private _wanted: IPick | null = null;
  private _menu = new MutableDisposable();
  private _prefix = `xes-form-${++count}`;
}
