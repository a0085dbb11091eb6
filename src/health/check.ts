import type { ICheckEnvironment } from './environment.js';

/** What a check found. `remedy` says what to do; it is empty where nothing is to be done. */
export interface ICheckAnswer {
  ok: boolean;
  detail: string;
  remedy: string;
  /** A failure that takes away a convenience only. */
  optional?: boolean;
}

/** One check of the installation; null where its environment can't be asked. */
export interface ICheck {
  id: string;
  title: string;
  run(environment: ICheckEnvironment): Promise<ICheckAnswer> | null;
}
