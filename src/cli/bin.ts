import { isMainThread } from 'node:worker_threads';

const oldest = 20;

if (Number(process.versions.node.split('.')[0]) < oldest) {
  process.stderr.write(
    `error: Node ${oldest} or newer is needed, and this is ${process.versions.node} [cli/usage]\n`
  );
  process.exit(2);
}

// two threads, so that signals are handled during a computation; each loads only what it needs
if (isMainThread) {
  const { runInThread: lead } = await import('./runinthread.js');
  process.exitCode = await lead(new URL(import.meta.url), process.argv.slice(2));
} else {
  const { work } = await import('./work.js');
  await work();
}
