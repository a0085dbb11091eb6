import type { ReactNode } from 'react';

/** Renders while there is something to render; null after the end. */
export interface IRenderer {
  render: (() => ReactNode) | null;
}

interface IRenderedProps {
  by: IRenderer;
}

/**
 * Remedy for React 18, which holds the element that was rendered last after its root was unmounted, and with it all that
 * its props lead to: to be rendered in the place of an element whose props lead to data. Its owner sets `by.render` to
 * null where it is disposed of. No issue of facebook/react is known to us.
 *
 * Where React holds nothing after its end, this does no more than render.
 */
export function Rendered({ by }: IRenderedProps): React.JSX.Element {
  return <>{by.render?.()}</>;
}
