/** The reading thread of the fuzz suite: restarted if it hangs or HDF5 crashed. */
import { parentPort } from 'node:worker_threads';
import type { Scan } from '../../src/formats/index.js';
import { damagedFiles, filesOf, readFiles, type ScanFiles } from './bases.js';
import { judge } from './judge.js';

const sounds = new Map<string, { whole: ScanFiles; sound: Scan }>();

async function soundOf(place: string) {
  let known = sounds.get(place);
  if (!known) {
    const whole = filesOf(place);
    known = { whole, sound: await readFiles(whole) };
    sounds.set(place, known);
  }
  return known;
}

async function run({ file, seed }: { file: string; seed: number }): Promise<void> {
  const { whole, sound } = await soundOf(file);
  const { files, how } = damagedFiles(whole, seed);
  const start = performance.now();
  let verdict = await judge(files, sound);
  const milliseconds = performance.now() - start;
  // the command line continues after a crash of the library: it must read correctly, or not at all
  const after = verdict === 'refused: worker/crashed' ? await judge(whole, sound) : '';
  if (after === 'in part' || after === 'other numbers') {
    verdict = `fault: after a crash the sound file is ${after}`;
  }
  parentPort?.postMessage({ how, verdict, milliseconds, isDead: after.startsWith('refused') });
}

parentPort?.on('message', (job: { file: string; seed: number }) => void run(job));
