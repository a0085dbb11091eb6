import { useLayoutEffect } from 'react';

/** Does something each time that what stands before it was drawn. */
export function AfterDrawing({ run }: { run(): void }) {
  useLayoutEffect(run);
  return null;
}
