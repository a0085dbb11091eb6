import { isListKey, mappingKeys, type MappingKey } from '../mapping/readmapping.js';
import type { Definitions, JSONNode } from './checks.js';

const most = { text: 1000, list: 100, channels: 64 };

const text = (description: string): JSONNode => ({
  description,
  type: 'string',
  minLength: 1,
  maxLength: most.text
});
const pattern = (description: string): JSONNode => ({ ...text(description), format: 'regex' });
const choice = (description: string, ...names: string[]): JSONNode => ({
  description,
  type: 'string',
  enum: names
});
const list = (description: string, items: JSONNode, least = 1): JSONNode => ({
  description,
  type: 'array',
  minItems: least,
  maxItems: most.list,
  items
});
const ref = (name: string): JSONNode => ({ $ref: `#/definitions/${name}` });
const object = (
  description: string,
  properties: Readonly<Record<string, JSONNode>>,
  required: readonly string[] = []
): JSONNode => ({
  description,
  type: 'object',
  additionalProperties: false,
  minProperties: 1,
  properties,
  required
});

const path = text(
  'Path relative to the entry, or absolute; in a text the name of a column. `*` stands for any characters but "/".'
);
const paths: JSONNode = { oneOf: [path, list('The first that is there is taken.', path)] };

const rule: JSONNode = {
  oneOf: [
    path,
    list('The first that is there is taken.', path),
    object('An array, and what of it the file does not say.', {
      paths,
      motor: pattern('The scanned motor whose name matches, before the paths.'),
      signal: text('Path of an NXdata whose signal it is, before the paths.'),
      unit: text('Unit of an energy where the file has none.'),
      scale: {
        description:
          'Multiplies what is stored; never of counts, whose σ follows from their number.',
        type: 'number',
        exclusiveMinimum: 0
      },
      jitter: {
        description: 'Readings of one energy differ by less than this, eV.',
        type: 'number',
        exclusiveMinimum: 0
      },
      spacing: {
        oneOf: [
          {
            description: 'It is a Bragg angle in degrees; spacing of the lattice planes, Å.',
            type: 'number',
            exclusiveMinimum: 0
          },
          object('The same, as it stands in a text.', textRule(), ['pattern'])
        ]
      }
    })
  ]
};

function textRule(): Record<string, JSONNode> {
  return {
    path,
    pattern: pattern('What of the text: its groups, joined by blanks.'),
    take: choice(
      'Which of several matches; the last is none where there is only one.',
      'first',
      'last'
    )
  };
}

const textPlace: JSONNode = { oneOf: [path, object('A part of a text.', textRule())] };
const textPlaces: JSONNode = {
  oneOf: [
    path,
    object('A part of a text.', textRule()),
    list('The first that is not empty.', textPlace)
  ]
};

const channel = object('A channel: one spectrometer arm, or one detector.', {
  name: text('Its name; without it that of the array that `each` found, or `default`.'),
  each: text('A channel for each array that this path with `*` finds; `{each}` is its path.'),
  emission: ref('array'),
  bragg: ref('array'),
  counts: ref('array'),
  intensity: ref('array'),
  transmission: ref('array'),
  ratio: ref('array'),
  frames: ref('array')
});

const scanKeys: Record<string, JSONNode> = {
  incident: ref('array'),
  emission: ref('array'),
  monitor: ref('array'),
  time: ref('array'),
  channels: {
    description:
      'For each, the first that exists is used: counts (divided by the monitor, σ from their number), intensity (divided by the monitor), transmission (ln of monitor / value), ratio (already divided).',
    type: 'array',
    minItems: 1,
    maxItems: most.channels,
    items: ref('channel')
  },
  shape: ref('array'),
  planned: object(
    'Planned points, from the scan command.',
    {
      command: choice('Its language.', 'gda', 'spec'),
      stepped: text('Of gda: the axis that is given as start, stop, step.'),
      grouped: text('Of gda: the name of axes that move together.')
    },
    ['command']
  ),
  metadata: object('Where texts stand.', {
    title: ref('texts'),
    scanCommand: ref('texts'),
    startTime: ref('texts'),
    endTime: ref('texts'),
    experiment: ref('texts'),
    sample: ref('texts'),
    mode: ref('texts')
  }),
  crystals: {
    description: 'Analyser crystals by channel.',
    type: 'object',
    maxProperties: most.channels,
    additionalProperties: ref('texts')
  }
};

const hdf5 = object(
  'How HDF5 files are read.',
  {
    recognise: object('All of these conditions must hold.', {
      paths: list('Paths that must exist, from the root.', path),
      any: list('At least one of these must exist.', path),
      attributes: list(
        'Attributes, each with a pattern.',
        object(
          'An attribute.',
          { path, name: text('Its name.'), pattern: pattern('What it says.') },
          ['path', 'name', 'pattern']
        )
      ),
      texts: list(
        'Texts, each with a pattern.',
        object('A text.', { path, pattern: pattern('What it says.') }, ['path', 'pattern'])
      ),
      name: pattern('The name of the file.')
    }),
    entries: text('Name of the entry, or of all with `*`; without it any group of class NXentry.'),
    otherwise: choice(
      'What to do with a recognised file in which no scan is found: refuse it (and say what is missing), or read it as it declares itself.',
      'refuse',
      'declaration'
    ),
    motors: object(
      'How scanned motors are found: words of a text that are names of arrays.',
      { from: ref('texts'), arrays: text('Path of the array of a motor, with `{motor}`.') },
      ['from', 'arrays']
    ),
    ...scanKeys
  },
  ['recognise', 'channels']
);

const textFile = object(
  'How text files are read.',
  {
    recognise: object('All of these conditions must hold.', {
      header: pattern('What stands in the first 4096 characters.'),
      name: pattern('The name of the file.')
    }),
    format: choice('What it is called where formats are listed.', 'gda-ascii', 'csv'),
    comment: text(
      'How lines begin that are no rows, all others being rows; without it lines of numbers are rows.'
    ),
    separator: choice('What parts cells.', 'tab', 'comma', 'semicolon', 'blanks'),
    after: pattern('Rows begin after the line that matches.'),
    names: {
      oneOf: [
        list('Names of the columns.', text('A name.')),
        object(
          'Where the names stand in the header.',
          {
            pattern: pattern(
              'A line of names, or one name; with two groups the number of the column and its name.'
            ),
            after: pattern('Looked for after the line that matches.'),
            take: choice('The last match is the line of names, or all are names.', 'last', 'all'),
            separator: choice('What parts names in a line.', 'tab', 'comma', 'semicolon', 'blanks')
          },
          ['pattern']
        )
      ]
    },
    ...scanKeys
  },
  ['recognise', 'names', 'channels']
);

const arrays: JSONNode = { oneOf: [path, list('Several are channels.', path)] };

function nodeOf(key: MappingKey): JSONNode {
  const unit = text('Unit of the energies whose arrays do not say their own, such as keV.');
  return key === 'unit' ? unit : isListKey(key) ? arrays : path;
}

const mapping = object(
  'Which array is what, in files that are like one of which it was said.',
  {
    recognise: object('All of these conditions must hold.', {
      paths: list('Arrays that an HDF5 file has, from the root.', path),
      header: pattern('What stands in the first 4096 characters of a text file.'),
      name: pattern('The name of the file.')
    }),
    columns: object(
      'What the arrays are, as with `--columns`.',
      Object.fromEntries(mappingKeys.map((key): [string, JSONNode] => [key, nodeOf(key)]))
    )
  },
  ['recognise', 'columns']
);

export const facilityDefinitions: Definitions = {
  array: rule,
  texts: textPlaces,
  channel
};

/** A facility schema, without its definitions. */
export const facilityNode: JSONNode = object(
  'How the files of a facility are read: which array is what, where the file does not say it.',
  {
    $schema: text('Where this description is published.'),
    type: { const: 'xes-facility' },
    version: { const: 1 },
    name: text('The facility, as the scan says it.'),
    description: text('For people.'),
    hdf5,
    text: textFile,
    mapping
  },
  ['type', 'version', 'name']
);

/** The published JSON Schema of facility schemas. */
export function facilitySchema(): Readonly<Record<string, unknown>> {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'XES facility schema, version 1',
    ...facilityNode,
    definitions: facilityDefinitions
  };
}
