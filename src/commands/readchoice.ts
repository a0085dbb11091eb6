import { mappingSchema } from '../formats/mapping/mappingschema.js';
import { readMapping } from '../formats/mapping/readmapping.js';
import type { ReadChoice } from '../formats/mapping/types.js';
import { argument, requireText } from './arguments.js';
import type { Args, ArgumentSchema } from './registrar.js';

/** Arguments that specify how a file is read. */
export const readChoiceSchema: Record<string, ArgumentSchema> = {
  entry: {
    type: 'string',
    description: 'Which scan of files that hold several; absent: according to each file.'
  },
  columns: mappingSchema
};

/** How a file is read, according to arguments. @throws XESError `command/argument` */
export function readChoiceIn(values: Args): ReadChoice {
  const { entry, columns } = values;
  return {
    ...(entry === undefined ? {} : { entry: requireText(values, 'entry', 'the name of a scan') }),
    ...(columns === undefined
      ? {}
      : { columns: readMapping(columns, why => argument('columns', `what is what; ${why}`)) })
  };
}
