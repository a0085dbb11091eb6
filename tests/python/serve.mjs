// The Node side of nodeserver.py: a request in JSON a line on standard input, an answer a line on the descriptor
// that is the script's argument.
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** Answer requests until standard input ends. */
export async function serve(answer) {
  const answers = Number(process.argv[2]);
  for await (const line of createInterface({ input: process.stdin })) {
    const bytes = Buffer.from(JSON.stringify(await answer(JSON.parse(line))) + '\n');
    // a pipe may take less at once
    for (let at = 0; at < bytes.length;) {
      at += writeSync(answers, bytes, at);
    }
  }
}
