import { parentPort, workerData } from 'node:worker_threads';
import { SharedInterruption } from './interruption.js';
import { run } from './main.js';

/** What the thread that works is given. */
export interface Work {
  words: string[];
  /** Of the interruption that both threads share. */
  memory: SharedArrayBuffer;
  isTerminal: boolean;
}

/** What it tells. */
export type Told = { out: string } | { err: string } | { exit: number };

/** Do a command line in this thread, and tell the one that leads. */
export async function work(): Promise<void> {
  const { words, memory, isTerminal } = workerData as Work;
  const tell = (told: Told) => parentPort?.postMessage(told);
  const interruption = new SharedInterruption(memory);
  interruption.guardWrites();
  const exit = await run(
    words,
    { out: out => tell({ out }), err: err => tell({ err }), isTerminal },
    interruption
  );
  tell({ exit });
}
