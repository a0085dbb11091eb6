import type { IEntry } from '../../figures/profiles/profileentry.js';
import type { Profile } from '../../model/index.js';

/** A cut with the state of its profile. */
export interface IProfiledCut extends Omit<IEntry, 'state' | 'curve' | 'error'> {
  readonly profile: Profile;
}

/** Whether two are drawn in the same way. */
export function isSame(a: IEntry, b: IEntry): boolean {
  return (
    a.id === b.id &&
    a.cut === b.cut &&
    a.curve === b.curve &&
    a.state === b.state &&
    a.label === b.label &&
    a.color === b.color &&
    a.isActive === b.isActive
  );
}
