import { useLayoutEffect } from 'react';

/** Runs a callback each time its preceding siblings were drawn. */
export function AfterDrawing({ run }: { run(): void }) {
  useLayoutEffect(run);
  return null;
}
