import { defineCommand } from '../command.js';
import { inspection, inspectionText } from '../inspect.js';

export const inspect = defineCommand({
  name: 'inspect',
  summary: 'What a scan is: kind, channels, energies, sample, what is missing.',
  about: [
    'Reports what a file holds without changing it: whether it is an RXES map, an XES or HERFD-XANES spectrum, which spectrometer arms (channels) it has, the ranges of its energies, and what is wrong with it.',
    'With --json the keys are path, format, facility, kind, channels, shape, points {planned, measured}, incident and emission {min, max, unit}, metadata, links {missing} and warnings.'
  ],
  files: {
    usage: 'FILE',
    atLeast: 1,
    atMost: 1,
    are: 'a NeXus scan (.nxs), a GDA ASCII scan (.dat), a result of this program (.nxs, .csv) or a table of its predecessor'
  },
  options: {},
  examples: [
    { line: 'inspect 279517_1.nxs', does: 'as text' },
    { line: 'inspect 279517_1.nxs --json', does: 'for programs' }
  ],
  async run({ files: [file], context }) {
    const scan = await context.reads.scan(file);
    const { warnings, ...facts } = inspection(file, scan);
    if (context.isJson) {
      context.result(facts, '', warnings);
    } else {
      context.result(facts, inspectionText(file, scan));
    }
  }
});
