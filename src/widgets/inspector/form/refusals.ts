import { useLayoutEffect, useState } from 'react';

/** How often a form's values were refused, and where the focus was the last time. */
interface IRefused {
  count: number;
  /** Id of the field; null where none had the focus. */
  field: string | null;
}

/**
 * A form of rjsf holds its own values, also one that was refused, and would hand that on with the next change. It is made
 * anew with each refusal (`refusals` is its key), shows what the document has, and the focus stays in its field.
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
