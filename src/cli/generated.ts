import { documentSchema } from '../analysis/document/schema.js';
import { facilitySchema } from '../formats/schema/jsonschema.js';
import { steps } from '../analysis/steps/index.js';
import { commands } from './commands/index.js';
import { manual } from './manual.js';
import { pythonReference } from './python/reference.js';
import { settingsModule } from './settingsmodule.js';
import { stepNamesModule, stepsModule, stepsStub } from './python/steps.js';

/**
 * Files generated from descriptions in the code: path and text.
 * @param read reads a file of the repository.
 */
export function generated(read: (path: string) => string): [string, string][] {
  return [
    ['schemas/analysis-3.schema.json', json(documentSchema(steps))],
    ['schemas/facility-1.schema.json', json(facilitySchema())],
    ['docs/command-line.md', manual(commands, steps)],
    ['jupyterlab_xes/api/steps.py', stepsModule(steps)],
    ['jupyterlab_xes/api/steps.pyi', stepsStub(steps)],
    ['jupyterlab_xes/api/stepnames.py', stepNamesModule(steps)],
    ['docs/python-api.md', pythonReference(steps, read)],
    ['src/diagnostics/redactionrules.ts', redactionRules(read('jupyterlab_xes/redaction.json'))],
    ['src/settings/properties.ts', settingsModule(read('schema/plugin.json'))]
  ];
}

/** The redaction rules as code, without the file's test vectors, which must not reach the page. */
function redactionRules(file: string): string {
  const { parts, keys, rules } = JSON.parse(file) as Record<string, unknown>;
  const described = JSON.stringify({ parts, keys, rules }, (key, value: unknown) =>
    key === 'name' ? undefined : value
  );
  return `// Made from jupyterlab_xes/redaction.json by \`npm run generate\`.
import type { IRedactionRules } from './redactionrule.js';

export const redactionRules: IRedactionRules = ${described};
`;
}

function json(value: unknown): string {
  return JSON.stringify(value, null, 2) + '\n';
}
