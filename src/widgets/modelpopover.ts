import type { AnalysisModel } from '../model/index.js';
import { Popover, type IPopoverOptions } from './popover.js';

export interface IModelPopoverOptions extends IPopoverOptions {
  model: AnalysisModel;
}

/** A popover anchored to an element, which follows the model. */
export abstract class ModelPopover<O extends IModelPopoverOptions> extends Popover {
  /**
   * @param name its name within a sentence: "the contours". @param title of the dialog, for screen
   * readers. @param width the largest, px.
   */
  constructor(name: string, title: string, options: O, width: number) {
    super(name, options, width);
    this.node.setAttribute('role', 'dialog');
    this.node.setAttribute('aria-label', title);
    this._options = options;
    const { model } = options;
    const onChanged = () => this.update();
    model.changed.connect(onChanged);
    this.owned.defer(() => model.changed.disconnect(onChanged));
  }

  override dispose(): void {
    super.dispose();
    this._options = null;
  }

  /** Null once disposed. */
  protected get options(): O | null {
    return this._options;
  }

  private _options: O | null;
}
