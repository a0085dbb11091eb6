/** Raised when a client of before is not understood any more. */
export const protocol = 2;

/** What the worker is given to do. */
export interface Job {
  id: number;
  /** The request as it came, and the bytes of its arrays. */
  header: Readonly<Record<string, unknown>>;
  payload: ArrayBuffer;
  /** Of the interruption that both threads share for this job. */
  interruption: SharedArrayBuffer;
  /** What calls, such as `Python 3.13.1`: it stands in what is written. */
  client: string;
}

/** A frame for the client. */
export interface WorkerAnswer {
  id: number;
  frame: Uint8Array<ArrayBuffer>;
  /** Whether the job is done; else it is progress. */
  isEnd: boolean;
  /** Whether the worker should be given nothing more. */
  isSpent?: boolean;
}

/** The worker's first message: which version of the engine it is. */
export type WorkerMessage = { version: string } | WorkerAnswer;
