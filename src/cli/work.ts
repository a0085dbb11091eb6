import { parentPort, workerData } from 'node:worker_threads';
import { SharedInterruption } from './interruption.js';
import { run } from './main.js';

/** Data passed to the thread that computes. */
export interface Work {
  words: string[];
  /** Memory of the interruption that both threads share. */
  memory: SharedArrayBuffer;
  isTerminal: boolean;
}

/** A message to the leading thread. */
export type WorkerMessage = { out: string } | { err: string } | { exit: number };

/** Run a command line in this thread, and report to the leading thread. */
export async function work(): Promise<void> {
  const { words, memory, isTerminal } = workerData as Work;
  const send = (message: WorkerMessage) => parentPort?.postMessage(message);
  const interruption = new SharedInterruption(memory);
  interruption.guardWrites();
  const exit = await run(
    words,
    { out: out => send({ out }), err: err => send({ err }), isTerminal },
    interruption
  );
  send({ exit });
}
