import { ReactWidget } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import { useLayoutEffect } from 'react';
import { DisposableStore } from '../lifecycle/index.js';
import { Boundary, type IBoundaryOwner } from './boundary.js';
import { takesFocus } from './focus.js';
import type { Guard } from './part.js';
import { RefocusWhereGone } from './refocus.js';

export interface IPopoverOptions {
  /** Element that it opens at. */
  anchor: HTMLElement;
  guard: Guard;
}

/** Largest size, px. */
const size = { width: 420, height: 460, gap: 8 };

/**
 * A panel anchored to an element. It takes the focus, and closes with Escape, or when something
 * else is clicked or focused.
 */
export abstract class Popover extends ReactWidget {
  /** @param name its name within a sentence: "the steps". @param _width the largest, px. */
  constructor(
    name: string,
    { anchor, guard }: IPopoverOptions,
    private _width = size.width
  ) {
    super();
    this.addClass('jp-XESPopover');
    this.node.tabIndex = -1;
    this._anchor = anchor;
    this._renderer = { name, guard, render: () => this.content() };
    const isElsewhere = (target: EventTarget | null) =>
      !(target instanceof Node && this.node.contains(target));
    const onElsewhere = (event: Event) => isElsewhere(event.target) && this.dispose();
    this._owned.listen(document, 'pointerdown', onElsewhere, { capture: true });
    this._owned.listen(document, 'focusin', onElsewhere);
    // the content may need the key for itself, and then stops the event
    this._owned.listen<KeyboardEvent>(document, 'keydown', event => this._onKey(event));
    this._owned.listen(window, 'resize', () => this._place());
  }

  /** Close and restore the focus. */
  readonly end = (): void => {
    const { _before: before, _anchor: anchor } = this;
    this.dispose();
    // opened by a key, its anchor may not be focusable
    for (const entry of [before, anchor, anchor?.closest<HTMLElement>('[tabindex]')]) {
      if (document.activeElement === document.body) {
        entry?.focus({ preventScroll: true });
      }
    }
  };

  override dispose(): void {
    if (this.isDisposed) {
      return;
    }
    this._owned.dispose();
    try {
      super.dispose();
    } finally {
      this._anchor = this._before = this._renderer.render = this._renderer.guard = null;
    }
  }

  /** The content. */
  protected abstract content(): React.JSX.Element;

  /** Disposed of with it. */
  protected get owned(): DisposableStore {
    return this._owned;
  }

  protected render(): React.JSX.Element {
    return (
      <RefocusWhereGone root={this.node}>
        <Boundary by={this._renderer} />
        <Entered enter={this._enter} />
      </RefocusWhereGone>
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

  /** Focus the first focusable element, unless the content has focused something itself. */
  private _enter = (): void => {
    const { node } = this;
    if (!node.contains(document.activeElement)) {
      const first = node.querySelector<HTMLElement>(takesFocus) ?? node;
      first.focus({ preventScroll: true });
    }
  };

  private _onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      event.preventDefault();
      this.end();
    }
  }

  /** Below the anchor if there is room, else above it. */
  private _place(): void {
    const anchor = this._anchor;
    if (!anchor) {
      return;
    }
    const { left, top, bottom } = anchor.getBoundingClientRect();
    const { innerWidth, innerHeight } = window;
    const below = innerHeight - bottom - size.gap;
    const isAbove = below < size.height && top > below;
    const width = Math.min(this._width, innerWidth - 2 * size.gap);
    Object.assign(this.node.style, {
      width: `${width}px`,
      left: `${Math.max(size.gap, Math.min(left, innerWidth - width - size.gap))}px`,
      top: isAbove ? '' : `${bottom + 2}px`,
      bottom: isAbove ? `${innerHeight - top + 2}px` : '',
      maxHeight: `${Math.min(size.height, (isAbove ? top : below) - size.gap)}px`
    });
  }

  private _anchor: HTMLElement | null;
  private _renderer: IBoundaryOwner;
  private _owned = new DisposableStore();
  /** Element that had the focus when it opened. */
  private _before: HTMLElement | null =
    document.activeElement instanceof HTMLElement ? document.activeElement : null;
}

/** Renders nothing; reports once that its preceding siblings are rendered. */
function Entered({ enter }: { enter: () => void }): null {
  useLayoutEffect(enter, [enter]);
  return null;
}
