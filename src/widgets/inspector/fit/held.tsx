import type { ReactNode } from 'react';

/** A field that constrains a parameter, with a sign before it. */
export function Constraint({ label, children }: { label: string; children: ReactNode }) {
  return (
    <span className="jp-XESModel-bound">
      <span aria-hidden="true">{label}</span>
      {children}
    </span>
  );
}
