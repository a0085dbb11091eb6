import { useLayoutEffect, useState } from 'react';

/** How often a form's values were refused, and where the focus was the last time. */
interface IRefused {
  count: number;
  /** Id of the field; null if none had the focus. */
  field: string | null;
}

/**
 * An rjsf form holds its own values, including a refused one, which it would pass on with the next
 * change. It is recreated after each refusal (`refusals` is its key), shows what the document has,
 * and the focus stays in its field.
 */
export function useRefusals(): { refusals: number; refuse: () => void } {
  const [{ count, field }, setRefused] = useState<IRefused>({ count: 0, field: null });
  useLayoutEffect(() => {
    if (field !== null) {
      document.getElementById(field)?.focus();
    }
  }, [count, field]);
  const refuse = () => {
    const focused = document.activeElement?.id;
    setRefused(before => ({ count: before.count + 1, field: focused ? focused : null }));
  };
  return { refusals: count, refuse };
}
