import type { ICheckEnvironment } from './environment.js';

/** Result of a check. `remedy` says what to do; empty if nothing has to be done. */
export interface ICheckAnswer {
  ok: boolean;
  detail: string;
  remedy: string;
  /** Whether a failure affects only a convenience. */
  optional?: boolean;
}

/** One check of the installation; `run` returns null if the environment does not support it. */
export interface ICheck {
  id: string;
  title: string;
  run(environment: ICheckEnvironment): Promise<ICheckAnswer> | null;
}
