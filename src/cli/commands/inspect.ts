import { defineCommand } from '../command.js';
import { reading } from './options.js';
import { inspection, inspectionText } from '../inspect.js';

export const inspect = defineCommand({
  name: 'inspect',
  summary: 'What a scan is: kind, channels, energies, sample, what is missing.',
  about: [
    'Reports what a file holds without changing it: whether it is an RXES map, an XES or HERFD-XANES spectrum, which spectrometer arms (channels) it has, the ranges of its energies, and what is wrong with it.',
    'With --json the keys are path, format, facility, kind, channels, shape, points {planned, measured}, incident and emission {min, max, unit}, metadata, links {missing}, entries [{name, title}], entry, columns [{name, path, unit, shape, range, guess}], schema {name, from, sha256} (null where none read it) and warnings.',
    'entries are the scans of a file that holds several (--entry), columns its arrays by the names that --columns takes; a guess is what an array may be by its name. Where it is not known which array is what, the refusal lists them (with --json as error.listing).'
  ],
  files: {
    usage: 'FILE',
    atLeast: 1,
    atMost: 1,
    are: 'a NeXus scan (.nxs), a GDA ASCII scan (.dat), a result of this program (.nxs, .csv) or a table of its predecessor'
  },
  options: reading,
  examples: [
    { line: 'inspect 279517_1.nxs', does: 'as text' },
    { line: 'inspect 279517_1.nxs --json', does: 'for programs' },
    {
      line: 'inspect scan.dat --columns emission=1,monitor=2,intensity=3',
      does: 'a table without names'
    }
  ],
  async run({ files: [file], context }) {
    const scan = await context.reads.scan(file);
    const listing = await context.reads.listing(file, scan.entry);
    const { warnings, ...facts } = inspection(file, scan, listing);
    if (context.isJson) {
      context.result(facts, '', warnings);
    } else {
      context.result(facts, inspectionText(file, scan, listing));
    }
  }
});
