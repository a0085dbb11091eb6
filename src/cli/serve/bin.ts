import { Dispatcher } from './dispatcher.js';

// output of a library must never get between the frames
const write = process.stdout.write.bind(process.stdout);
process.stdout.write = process.stderr.write.bind(process.stderr);

const lead = new Dispatcher(
  new URL('./serveworker.mjs', import.meta.url),
  frame => void write(frame)
);
lead.listen();
