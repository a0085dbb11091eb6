import type { ClickMode } from './selection.js';

/** Effect of a key in the list; Ctrl with an arrow moves only the focus. */
export type KeyAction =
  | {
      readonly do: 'go';
      readonly to: 'up' | 'down' | 'pageUp' | 'pageDown' | 'first' | 'last';
      readonly mode: ClickMode | 'focus';
    }
  | { readonly do: 'move'; readonly by: -1 | 1 }
  | { readonly do: 'find'; readonly letter: string }
  | {
      readonly do:
        'tick' | 'activate' | 'toggle' | 'rename' | 'remove' | 'selectAll' | 'expand' | 'collapse';
    };

interface Key {
  readonly key: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

const places = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  PageUp: 'pageUp',
  PageDown: 'pageDown',
  Home: 'first',
  End: 'last'
} as const;

const plainKeys = {
  ' ': 'tick',
  Enter: 'activate',
  F2: 'rename',
  Delete: 'remove',
  Backspace: 'remove',
  ArrowRight: 'expand',
  ArrowLeft: 'collapse'
} as const;

/** Null if the key has no effect here. */
export function keyAction({ key, altKey, ctrlKey, metaKey, shiftKey }: Key): KeyAction | null {
  const isCommand = ctrlKey || metaKey;
  if (altKey) {
    const by = key === 'ArrowUp' ? -1 : key === 'ArrowDown' ? 1 : null;
    return by && !isCommand ? { do: 'move', by } : null;
  }
  if (isOf(places, key)) {
    const mode = shiftKey ? 'range' : isCommand ? 'focus' : 'alone';
    return { do: 'go', to: places[key], mode };
  }
  if (isCommand) {
    const isAll = key.toLowerCase() === 'a';
    return isAll ? { do: 'selectAll' } : key === ' ' ? { do: 'toggle' } : null;
  }
  if (isOf(plainKeys, key)) {
    return { do: plainKeys[key] };
  }
  return key.length === 1 ? { do: 'find', letter: key } : null;
}

function isOf<T extends object>(table: T, key: string): key is Extract<keyof T, string> {
  return Object.hasOwn(table, key);
}
