import { mappingSchema } from '../../formats/mapping/mappingschema.js';
import { idPattern } from './ids.js';
import { maxContours, maxFactor, maxOffset, maxWidth } from './readview.js';
import { colorPattern } from './readentries.js';
import { colorMaps } from './colormaps.js';
import { colorScales, documentVersion, maxEntries, profileKinds, profilePlaces } from './types.js';

/** A part of a JSON Schema (draft 7). */
export type JSONSchema = Readonly<Record<string, unknown>>;

/** The facts about a step that a schema includes. */
export interface DescribedStep {
  readonly name: string;
  readonly title: string;
  readonly parameters: Readonly<Record<string, { default?: unknown; schema: JSONSchema }>>;
}

/**
 * The published JSON Schema of the documents that are written. A known step has the parameters that
 * it was registered with. What a schema can't express (duplicate ids, Refs to nothing) is checked
 * by the reader.
 */
export function documentSchema(steps: readonly DescribedStep[]): JSONSchema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: `XES analysis, version ${documentVersion}`,
    description:
      'A *.xes.json document of jupyterlab-xes: the scans of an analysis, the steps of its reduction, and how both are looked at. Energies are in eV. Scans and steps name each other by ids, which share one space. Readers leave out keys they do not know, and keep steps they do not know.',
    type: 'object',
    required: ['type', 'version', 'scans'],
    properties: {
      type: { const: 'xes-analysis' },
      version: { const: documentVersion },
      scans: list(
        'scan',
        'The scans, each read from its own file and never written.',
        maxEntries.scans
      ),
      steps: list('step', 'What is done, in an order in which it can be done.', maxEntries.steps),
      view: reference('view'),
      results: list(
        'result',
        'What the steps gave when they were last recorded.',
        maxEntries.results
      )
    },
    definitions: {
      id: {
        description: 'Id of a scan or a step; "scans" stands for all scans that are no references.',
        type: 'string',
        pattern: idPattern,
        not: { const: 'scans' }
      },
      ref: refSchema,
      scan: scanSchema,
      step: stepSchema(steps),
      result: resultSchema,
      view: viewSchema,
      map: mapSchema,
      axes: axesSchema,
      waterfall: waterfallSchema,
      line: lineSchema,
      contours: contoursSchema,
      range: rangeSchema,
      text: { type: 'string', minLength: 1, maxLength: maxEntries.text },
      color: { type: 'string', pattern: colorPattern },
      ...Object.fromEntries(
        steps.map(step => [`parameters of ${step.name}`, parametersSchema(step)])
      )
    }
  };
}

function reference(name: string, description?: string): JSONSchema {
  const $ref = `#/definitions/${name}`;
  return description === undefined ? { $ref } : { description, allOf: [{ $ref }] };
}

function list(name: string, description: string, maxItems: number = maxEntries.refs): JSONSchema {
  return { description, type: 'array', maxItems, items: reference(name) };
}

function orNull(description: string, schema: JSONSchema): JSONSchema {
  return { description, oneOf: [{ type: 'null' }, schema] };
}

const keys: JSONSchema = { type: 'array', maxItems: maxEntries.refs, items: { type: 'string' } };

const refSchema: JSONSchema = {
  description: 'Names results: of a scan, of a step, or of all scans ("scans").',
  type: 'object',
  required: ['id'],
  not: { required: ['only', 'except'] },
  properties: {
    id: { type: 'string', pattern: idPattern },
    channel: {
      description:
        'Arm of a scan. Without it: that of the step, else the first that measured what the scan is.',
      type: 'string',
      maxLength: maxEntries.text
    },
    only: {
      ...keys,
      minItems: 1,
      description:
        'These items alone: ids from an item back to its origin, joined by "/", such as "cut-1/s1".'
    },
    except: { ...keys, description: 'All items but these.' },
    output: {
      description: 'Which result of a step with several. Absent: its main one.',
      type: 'string',
      maxLength: maxEntries.text
    }
  }
};

const look: JSONSchema = {
  label: reference('text', 'A name for it.'),
  color: reference('color', 'How it is drawn: #rrggbb.')
};

const scanSchema: JSONSchema = {
  type: 'object',
  required: ['id', 'path'],
  properties: {
    id: reference('id'),
    path: {
      description: 'Path relative to the folder of this document.',
      type: 'string',
      minLength: 1
    },
    entry: reference('text', 'Which scan of the file.'),
    columns: mappingSchema,
    role: {
      description: 'A reference is not among "scans", and stays where a recipe is run over others.',
      const: 'reference'
    },
    ...look
  }
};

function stepSchema(steps: readonly DescribedStep[]): JSONSchema {
  return {
    type: 'object',
    required: ['id', 'step', 'from'],
    properties: {
      id: reference('id'),
      step: { description: 'What is done.', type: 'string', minLength: 1 },
      from: {
        description: 'What it works on, in this order: scans, and steps before it.',
        type: 'array',
        minItems: 1,
        maxItems: maxEntries.refs,
        items: { anyOf: [{ type: 'string', pattern: idPattern }, reference('ref')] }
      },
      parameters: { description: 'What is not given has its default.', type: 'object' },
      ...look,
      off: { description: 'It hands on its input.', const: true }
    },
    allOf: steps.map(({ name }) => ({
      if: { properties: { step: { const: name } } },
      then: { properties: { parameters: reference(`parameters of ${name}`) } }
    }))
  };
}

function parametersSchema({ title, parameters }: DescribedStep): JSONSchema {
  const entries = Object.entries(parameters);
  return {
    description: title,
    type: 'object',
    additionalProperties: false,
    required: entries.filter(([, item]) => item.default === undefined).map(([name]) => name),
    properties: Object.fromEntries(entries.map(([name, { schema }]) => [name, schema]))
  };
}

const resultSchema: JSONSchema = {
  type: 'object',
  required: ['ref', 'kind', 'points', 'sha256'],
  properties: {
    ref: reference(
      'ref',
      'Which result; of several with the same Ref, in the order they are made.'
    ),
    kind: { enum: ['map', 'spectrum', 'table'] },
    points: {
      description: 'Points of a spectrum, cells of a map, rows of a table.',
      type: 'integer',
      minimum: 0
    },
    sha256: {
      description:
        'SHA-256 of its arrays one after the other, as little-endian float64: energy, intensity, sigma (a map: incident, emission, intensity, sigma; a table: its columns of numbers) and further columns.',
      type: 'string',
      pattern: '^[0-9a-f]{64}$'
    }
  }
};

const lineText = { type: 'string', pattern: '\\S', maxLength: maxEntries.text };

const viewSchema: JSONSchema = {
  description:
    "How the analysis is looked at; what can't be read here is the default, and no reason to refuse the document.",
  type: 'object',
  properties: {
    shown: list('ref', 'What is drawn.'),
    selected: list('ref', 'What is selected.'),
    active: orNull('What the map, the readout and the details are of.', reference('ref')),
    firstCuts: {
      description:
        'auto: a map shows two cuts through its maximum, which are no steps. own: the cuts are those among the steps.',
      enum: ['auto', 'own']
    },
    map: reference('map'),
    axes: reference('axes'),
    colors: {
      description:
        'Colours that curves were given when they were first drawn, by the key of the item; "color" of a scan or step precedes.',
      type: 'object',
      maxProperties: maxEntries.colors,
      additionalProperties: reference('color')
    },
    lines: {
      description:
        'Known energies that are drawn over spectra, such as emission lines and edges; nothing is computed from them.',
      type: 'array',
      maxItems: maxEntries.lines,
      items: reference('line')
    }
  }
};

const lineSchema: JSONSchema = {
  type: 'object',
  required: ['name', 'energy', 'source'],
  properties: {
    name: { description: 'What it is called, such as "Zn Kβ1,3".', ...lineText },
    energy: { description: 'eV.', type: 'number', exclusiveMinimum: 0 },
    source: { description: 'Source of the value: tables differ by 2 eV.', ...lineText },
    off: { description: 'It is not drawn.', const: true }
  }
};

const rangeSchema: JSONSchema = {
  description: 'Two numbers, the lower first; not equal, and their difference is a finite float64.',
  type: 'array',
  items: { type: 'number' },
  minItems: 2,
  maxItems: 2
};

const mapSchema: JSONSchema = {
  description: 'How maps are looked at.',
  type: 'object',
  properties: {
    view: {
      description: 'Over which second energy: emission (incident), or transfer.',
      enum: ['incident', 'transfer']
    },
    colorMap: { description: 'Name of the colour map.', enum: colorMaps },
    scale: { description: 'How intensities become colours.', enum: colorScales },
    limits: orNull(
      'Pinned limits of the colours, intensity; null to fit the data.',
      reference('range')
    ),
    percentile: orNull(
      'Where limits are not pinned: percentiles of the intensities, %; null for their extent.',
      {
        type: 'array',
        items: { type: 'number', minimum: 0, maximum: 100 },
        minItems: 2,
        maxItems: 2
      }
    ),
    zoom: orNull('Visible part of the map, eV; null for all.', {
      type: 'object',
      required: ['incident', 'emission'],
      properties: { incident: reference('range'), emission: reference('range') }
    }),
    contours: orNull('Lines of equal intensity; null for none.', reference('contours')),
    aspect: {
      description: 'Equal lengths of 1 eV on both axes. If absent, the map fills its space.',
      const: 'equal'
    },
    grid: { description: 'Lines of a grid over the pixels.', const: true },
    difference: {
      description:
        'Colours of maps that are differences. Without it: vik, as far below zero as above.',
      type: 'object',
      required: ['colorMap', 'limits'],
      properties: {
        colorMap: { description: 'Name of the colour map.', enum: colorMaps },
        limits: orNull(
          'Pinned limits of the colours, intensity; null to fit the data.',
          reference('range')
        )
      }
    },
    profiles: {
      description:
        'The plots of the profiles beside the map. Without it: all, as the settings say.',
      type: 'object',
      properties: {
        closed: {
          description: 'Those that are not drawn.',
          type: 'array',
          items: { enum: [...profileKinds] }
        },
        place: {
          description:
            'About the map with CEE above it (`around`) or below it (`below`), or all at its right.',
          enum: [...profilePlaces]
        }
      }
    },
    sameLimits: {
      description:
        'Maps side by side have the same limits of the colours, which hold all of their intensities; differences have theirs.',
      const: true
    }
  }
};

const contoursSchema: JSONSchema = {
  type: 'object',
  required: ['count'],
  properties: {
    count: { type: 'integer', minimum: 1, maximum: maxContours },
    scale: { enum: ['linear', 'log'] },
    levels: {
      description: 'Intensities of the lines, instead of `count`.',
      type: 'array',
      items: { type: 'number' },
      minItems: 1,
      maxItems: maxContours
    },
    labels: { description: 'Each line is labelled with its intensity.', type: 'boolean' },
    filled: { description: 'Areas between lines have one colour each.', type: 'boolean' },
    color: {
      description: 'Default: white with a dark outline, visible on every colour.',
      type: 'string',
      pattern: colorPattern
    },
    width: {
      description: 'Of the lines, pixels; 1 without it.',
      type: 'number',
      exclusiveMinimum: 0,
      maximum: maxWidth
    },
    centres: {
      description: 'The centre of what the largest closed line of each level surrounds is marked.',
      const: true
    }
  }
};

const axesSchema: JSONSchema = {
  description: 'How spectra are looked at.',
  type: 'object',
  properties: {
    x: orNull('Visible energies, eV; null for all.', reference('range')),
    y: orNull('Visible intensities; null for all.', reference('range')),
    logY: { type: 'boolean' },
    waterfall: reference(
      'waterfall',
      'Each curve is drawn raised over the next one of the list, the last as it is. Without it: over one another. What is read out, saved and computed is never raised.'
    ),
    grid: { description: 'No lines of a grid.', const: false },
    beside: {
      description:
        'Groups of spectra far from one another in energy are on one axis. Without it: side by side, each on its own.',
      const: false
    }
  }
};

const waterfallSchema: JSONSchema = {
  type: 'object',
  properties: {
    offset: orNull(
      'By how much a curve is raised over the next, intensity; null for what suits the curves.',
      {
        type: 'number',
        exclusiveMinimum: 0,
        maximum: maxOffset
      }
    ),
    factor: orNull('The same where intensities are logarithmic: how many times higher.', {
      type: 'number',
      exclusiveMinimum: 1,
      maximum: maxFactor
    })
  }
};
