/** The end of the fuzz suite that reads: started again where it hangs or HDF5 came down. */
import { readFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import type { Scan } from '../../src/formats/index.js';
import { nodePlugins } from '../../src/io/nodeplugins.js';
import { openScan } from '../../src/io/openscan.js';
import { BufferSource } from '../../src/io/source.js';
import { judge } from './judge.js';
import { mutated } from './mutations.js';

const sounds = new Map<string, { whole: Uint8Array; sound: Scan }>();

async function soundOf(file: string) {
  let known = sounds.get(file);
  if (!known) {
    const whole = new Uint8Array(readFileSync(file));
    const { scan } = await openScan(new BufferSource(whole), file, { plugins: nodePlugins });
    known = { whole, sound: scan };
    sounds.set(file, known);
  }
  return known;
}

async function run({ file, seed }: { file: string; seed: number }): Promise<void> {
  const { whole, sound } = await soundOf(file);
  const { bytes, how } = mutated(whole, seed);
  const start = performance.now();
  let verdict = await judge(bytes, sound, nodePlugins);
  const milliseconds = performance.now() - start;
  // the command line reads on where the library came down: right, or not at all
  const after = verdict === 'refused: worker/crashed' ? await judge(whole, sound, nodePlugins) : '';
  if (after === 'in part' || after === 'other numbers') {
    verdict = `fault: after a crash the sound file is ${after}`;
  }
  parentPort?.postMessage({ how, verdict, milliseconds, isDead: after.startsWith('refused') });
}

parentPort?.on('message', (job: { file: string; seed: number }) => void run(job));
