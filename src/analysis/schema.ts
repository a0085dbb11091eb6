import { documentVersion, most } from './document.js';
import type { JsonSchema } from './steps/parameters/index.js';
import type { Step } from './steps/step.js';

/**
 * The published JSON Schema of the documents that are written now: that of version 1, with steps and
 * results. A step that is known here has the parameters it was registered with.
 * @param first the schema of version 1.
 */
export function analysisSchema(first: JsonSchema, steps: readonly Step[]): JsonSchema {
  const properties = first.properties as Record<string, JsonSchema>;
  const definitions = first.definitions as Record<string, JsonSchema>;
  const list = (name: string, of: 'steps' | 'results', description: string): JsonSchema => ({
    description,
    type: 'array',
    maxItems: most[of],
    items: { $ref: `#/definitions/${name}` }
  });
  return {
    ...first,
    title: `XES analysis, version ${documentVersion}`,
    description:
      'A *.xes.json document of jupyterlab-xes: the scans of an analysis, how they are looked at, the cuts through their map, and the steps of its reduction with digests of what they gave. Energies are in eV. Readers leave out keys they do not know, and keep steps they do not know.',
    properties: {
      ...properties,
      version: { const: documentVersion },
      steps: list(
        'step',
        'steps',
        'What is done with the scans, in an order in which it can be done.'
      ),
      results: list('result', 'results', 'What the steps gave when they were last run.')
    },
    definitions: {
      ...definitions,
      step: stepSchema(steps),
      result: resultSchema,
      ...Object.fromEntries(
        steps.map(({ name, title, parameters }) => [
          `parameters of ${name}`,
          {
            description: title,
            type: 'object',
            additionalProperties: false,
            required: Object.keys(parameters).filter(key => parameters[key].default === undefined),
            properties: Object.fromEntries(
              Object.entries(parameters).map(([key, { schema }]) => [key, schema])
            )
          }
        ])
      )
    }
  };
}

function stepSchema(steps: readonly Step[]): JsonSchema {
  return {
    type: 'object',
    required: ['id', 'step'],
    properties: {
      id: {
        description:
          'Its name among the steps: others name it by this. "scans" are the scans themselves.',
        type: 'string',
        pattern: '^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$'
      },
      step: { description: 'What is done.', type: 'string', minLength: 1 },
      from: {
        description:
          'Ids of the steps before it whose results it works on; without it the step before, the first the scans.',
        type: 'array',
        minItems: 1,
        items: { type: 'string' }
      },
      parameters: { description: 'What is not told has its default.', type: 'object' }
    },
    allOf: steps.map(({ name }) => ({
      if: { properties: { step: { const: name } } },
      then: { properties: { parameters: { $ref: `#/definitions/parameters of ${name}` } } }
    }))
  };
}

const resultSchema: JsonSchema = {
  type: 'object',
  required: ['step', 'name', 'kind', 'points', 'sha256'],
  properties: {
    step: { description: 'Id of the step.', type: 'string' },
    name: { description: 'What it was made of.', type: 'string' },
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
