// Cost of the recorder, compared with the design goals: `npm run bench:recorder`, on lib/.
import { PerformanceObserver } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Log } from '../lib/diagnostics/log.js';
import { MemoryOutbox } from '../lib/diagnostics/outbox.js';
import { Recorder } from '../lib/diagnostics/recorder.js';
import { ContentsTransport } from '../lib/diagnostics/sinks/contentslog.js';
import { FileSink } from '../lib/diagnostics/sinks/file.js';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
const goals = { call: 5, share: 0.1, bytes: 2e6 };

/** Ways of sending to a server that discards everything. */
const transports = {
  server: () => ({
    send: (folder, session, entries) => {
      void JSON.stringify({ session, folder, entries });
      return Promise.resolve(entries.at(-1).seq);
    }
  }),
  contents: () => new ContentsTransport(contents, () => ({ count: 5, total: 5e7 }))
};
const contents = {
  save: (_path, model) => Promise.resolve(JSON.stringify(model).length),
  get: () => Promise.resolve({ content: [] }),
  delete: () => Promise.resolve()
};

/**
 * A log with the sinks of a page.
 * @param level of the files; the default of the settings is `warning`.
 */
function makeLog(level = 'info', transport = 'contents') {
  const log = new Log();
  const recorder = new Recorder({ sinks: [], log });
  const way = transports[transport]();
  const file = new FileSink({
    transport: () => Promise.resolve(way),
    places: () => ['run'],
    outbox: new MemoryOutbox()
  });
  const shown = { write: () => undefined };
  log.addSink(shown, { name: 'console', level: 'warning', perSecond: 50 });
  log.addSink(shown, { name: 'logConsole', level: 'info', perSecond: 50 });
  log.addSink(file, { name: 'file', level, replay: true, trail: true });
  const dispose = () => [recorder, log, file].forEach(part => part.dispose());
  return { log, recorder, io: recorder.module('io'), dispose };
}

/** Median over rounds of this process's CPU time, in µs per call: other processes do not matter. */
async function perCall(count, call) {
  const rounds = [];
  for (let round = 0; round < 15; round++) {
    const start = process.cpuUsage();
    for (let i = 0; i < count; i++) {
      call(i);
    }
    const { user, system } = process.cpuUsage(start);
    rounds.push((user + system) / count);
    await wait(5);
  }
  return rounds.sort((a, b) => a - b)[rounds.length >> 1];
}

function print(what, value, unit, goal) {
  const verdict =
    goal === undefined ? '' : `goal ≤ ${goal} ${unit}: ${value <= goal ? 'met' : 'MISSED'}`;
  console.log(
    `${what.padEnd(66)} ${value.toPrecision(3).padStart(9)} ${unit.padEnd(3)} ${verdict}`
  );
}

async function calls() {
  const { log, recorder, io, dispose } = makeLog();
  const path = 'run/a.nxs';
  const cases = {
    'call below the threshold': () => io.debug('read a block'),
    'call enqueued, all different': i => io.info(`read block ${i}`),
    'call enqueued, with facts': i => io.info('read', { path, context: { bytes: i, ms: 3 } }),
    'call enqueued, the same again': () => io.info('read a block'),
    'call enqueued, a warning with its place': i => io.warning(`odd block ${i}`),
    'call of the recorder itself, with its context': i =>
      recorder.log('info', `block ${i}`, { doing: 'Reading the scan', path })
  };
  for (const [what, call] of Object.entries(cases)) {
    print(what, await perCall(2000, call), 'µs', goals.call);
    log.flush();
  }
  dispose();
}

/**
 * 100 000 different messages per second, in ticks like those of a page that draws 60 times per
 * second.
 */
async function flood() {
  const heap = () => (collect(), process.memoryUsage().heapUsed);
  const before = heap();
  const { io, log, dispose } = makeLog();
  let longest = 0;
  let spent = 0;
  const start = performance.now();
  for (let sent = 0; sent < 100_000;) {
    const due = Math.min(100_000, Math.ceil((performance.now() - start) * 100));
    const tick = process.cpuUsage();
    for (; sent < due; sent++) {
      io.info(`message ${sent} of a flood that does not end`, { path: 'run/a.nxs' });
    }
    const { user, system } = process.cpuUsage(tick);
    const took = (user + system) / 1000;
    longest = Math.max(longest, took);
    spent += took;
    await wait(16);
  }
  print('flood: call', (spent * 1000) / 100_000, 'µs', goals.call);
  print('flood: longest tick of calls (own time)', longest, 'ms');
  await wait(4000);
  print('flood of 100 000: bytes kept after it', heap() - before, 'B', goals.bytes);
  print('flood of 100 000: entries written', log.history.list().length, '');
  dispose();
}

/** Fraction of one core at ten messages per second, everything included but the server. */
async function share() {
  const seconds = 20;
  for (const [what, level, transport] of [
    ['by default', 'warning', 'server'],
    ['files from info on, server extension', 'info', 'server'],
    ['files from info on, contents API', 'info', 'contents']
  ]) {
    const { io, dispose } = makeLog(level, transport);
    const idle = await used(seconds, () => undefined);
    const busy = await used(seconds, i =>
      io.info(`read block ${i}`, { path: 'run/a.nxs', context: { bytes: 65536, ms: i % 7 } })
    );
    const title = `CPU at 10 messages a second, ${what}`;
    print(title, Math.max(0, busy - idle) * 100, '%', goals.share);
    dispose();
  }
}

async function used(seconds, work) {
  const before = process.cpuUsage();
  for (let i = 0; i < seconds * 10; i++) {
    work(i);
    await wait(100);
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / (seconds * 1e6);
}

const pauses = [];
const observer = new PerformanceObserver(list => pauses.push(...list.getEntries()));
observer.observe({ entryTypes: ['gc'] });
await calls();
await flood();
await share();
observer.disconnect();
print(
  'longest collection of garbage, forced ones too',
  Math.max(...pauses.map(p => p.duration)),
  'ms'
);
