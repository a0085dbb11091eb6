import type { IEntry } from '../../figures/profiles/profileentry.js';
import type { Profile } from '../../model/index.js';

/** A cut with the state of its profile. */
export interface IProfiledCut extends Omit<IEntry, 'state' | 'curve' | 'error'> {
  readonly profile: Profile;
}

/** Whether two are drawn in the same way. */
export function isSame(one: IEntry, other: IEntry): boolean {
  return (
    one.id === other.id &&
    one.cut === other.cut &&
    one.curve === other.curve &&
    one.state === other.state &&
    one.label === other.label &&
    one.color === other.color &&
    one.isActive === other.isActive
  );
}
