import type { KeyboardEvent } from 'react';
import type { CutType } from '../science/map.js';
import { Popover, type IPopoverOptions } from './popover.js';

/** A cut that can be added to a map. */
export type NewCutType = CutType | 'line';

const entries: readonly { type: NewCutType; label: string; caption: string }[] = [
  { type: 'CIE', label: 'CIE: constant Ω', caption: 'An emission spectrum at one incident energy' },
  { type: 'CEE', label: 'CEE: constant ω', caption: 'A HERFD spectrum at one emission energy' },
  { type: 'CET', label: 'CET: constant Δ', caption: 'A spectrum at one energy transfer Δ = Ω − ω' },
  { type: 'line', label: 'Line…', caption: 'Along any line: drag it over the map' }
];

/** px */
const width = 180;

/** Menu of the new cuts that a map can have: arrows move within it, Enter or a click chooses. */
export class CutMenu extends Popover {
  constructor(
    options: IPopoverOptions,
    private _add: ((type: NewCutType) => void) | null
  ) {
    super('the new cuts', options, width);
    this.addClass('jp-XESCutMenu');
  }

  override dispose(): void {
    super.dispose();
    this._add = null;
  }

  protected content(): React.JSX.Element {
    return (
      <div role="menu" aria-label="New cuts" onKeyDown={this._press}>
        {entries.map(({ type, label, caption }) => (
          <button
            key={type}
            type="button"
            role="menuitem"
            tabIndex={-1}
            title={caption}
            onClick={() => this._choose(type)}
          >
            {label}
          </button>
        ))}
      </div>
    );
  }

  /** Close the menu, which restores the focus, before the cut takes it. */
  private _choose(type: NewCutType): void {
    const add = this._add;
    this.end();
    add?.(type);
  }

  private _press = (event: KeyboardEvent): void => {
    const items = [...this.node.querySelectorAll<HTMLElement>('[role="menuitem"]')];
    const at = items.findIndex(item => item === document.activeElement);
    const last = items.length - 1;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: last }[event.key];
    if (event.key === 'Tab') {
      this.end();
    } else if (to !== undefined) {
      items[(to + items.length) % items.length]?.focus();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
}
