import { run } from './main.js';

const oldest = 20;

if (Number(process.versions.node.split('.')[0]) < oldest) {
  process.stderr.write(
    `error: Node ${oldest} or newer is needed, and this is ${process.versions.node} [cli/usage]\n`
  );
  process.exit(2);
}

const interruption = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  // the work ends at its next pause, between two files; who can't wait asks twice
  process.on(name, () => (interruption.signal.aborted ? process.exit(130) : interruption.abort()));
}

// whoever reads may have had enough (| head)
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') {
    throw error;
  }
  process.exit(0);
});

process.exitCode = await run(
  process.argv.slice(2),
  {
    out: text => void process.stdout.write(text),
    err: text => void process.stderr.write(text),
    isTerminal: process.stderr.isTTY
  },
  interruption.signal
);
