import type { ReactNode } from 'react';

/** The current render function; null after disposal. */
export interface IRenderer {
  render: (() => ReactNode) | null;
}

interface IRenderedProps {
  by: IRenderer;
}

/**
 * Fixes a leak in React 18, which holds the last rendered element after its root was unmounted, and
 * with it everything its props refer to. Use this in place of an element whose props refer to data;
 * the owner sets `by.render` to null on disposal. No issue of facebook/react is known to us.
 *
 * If React holds nothing after unmounting, this only renders.
 */
export function Rendered({ by }: IRenderedProps): React.JSX.Element {
  return <>{by.render?.()}</>;
}
