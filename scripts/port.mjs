import { createServer } from 'node:net';

/**
 * Below the range that systems use for outgoing connections (from 32768 on Linux, 49152 elsewhere):
 * such a connection could take the port before the server does, or while it is restarted.
 */
const [first, last] = [10_240, 32_767];

/** A free port of this machine, chosen at random: other processes look for one at the same time. */
export async function freePort() {
  for (let i = 0; i < 100; i++) {
    const port = first + Math.floor(Math.random() * (last - first + 1));
    if (await isFree(port)) {
      return port;
    }
  }
  throw new Error('no port is free');
}

function isFree(port) {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
