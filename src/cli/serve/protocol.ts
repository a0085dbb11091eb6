/** Increased when earlier clients are no longer supported. */
export const protocol = 2;

/** A job for the worker. */
export interface Job {
  id: number;
  /** The received request, and the bytes of its arrays. */
  header: Readonly<Record<string, unknown>>;
  payload: ArrayBuffer;
  /** Memory of the interruption that both threads share for this job. */
  interruption: SharedArrayBuffer;
  /** The calling program, such as `Python 3.13.1`, recorded in written files. */
  client: string;
}

/** A frame for the client. */
export interface WorkerAnswer {
  id: number;
  frame: Uint8Array<ArrayBuffer>;
  /** Whether the job is complete; else it is progress. */
  isEnd: boolean;
  /** Whether the worker should get no further jobs. */
  isSpent?: boolean;
}

/** The worker's first message: the version of the engine. */
export type WorkerMessage = { version: string } | WorkerAnswer;
