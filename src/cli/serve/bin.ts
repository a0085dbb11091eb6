import { Lead } from './lead.js';

// what a library prints must never stand among the frames
const write = process.stdout.write.bind(process.stdout);
process.stdout.write = process.stderr.write.bind(process.stderr);

const lead = new Lead(new URL('./serveworker.mjs', import.meta.url), frame => void write(frame));
lead.listen();
