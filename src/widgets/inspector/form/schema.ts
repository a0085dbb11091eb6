import type { ReadonlyJSONObject } from '@lumino/coreutils';
import type { RJSFSchema, UiSchema } from '@rjsf/utils';
import type { Parameter, Parameters } from '../../../analysis/steps/parameters/index.js';

/** Name of the rjsf field that edits every parameter. */
export const parameterField = 'parameter';

export interface StepSchema {
  schema: RJSFSchema;
  uiSchema: UiSchema<ReadonlyJSONObject>;
}

/**
 * The form of a step as JSON Schema: its fields and their titles. Validation is left to the
 * parameters, which the fields call. Defaults are shown and not filled in: what was not given stays
 * absent.
 * @param hidden names of parameters that have no field.
 */
export function stepSchema(parameters: Parameters, hidden: readonly string[] = []): StepSchema {
  const entries = Object.entries(parameters).filter(([name]) => !hidden.includes(name));
  return {
    schema: {
      type: 'object',
      required: entries.filter(([, { isRequired }]) => isRequired).map(([name]) => name),
      properties: Object.fromEntries(
        entries.map(([name, parameter]) => [name, propertyOf(name, parameter)])
      )
    },
    uiSchema: Object.fromEntries(entries.map(([name]) => [name, { 'ui:field': parameterField }]))
  };
}

/** No `type`: rjsf would fill in empty lists and records. */
function propertyOf(name: string, { description, range, unit }: Parameter<unknown>): RJSFSchema {
  return {
    title: unit ? `${words(name)} (${unit})` : words(name),
    description: `${description}.\n${name}: ${range}`
  };
}

/** `From incident` of `fromIncident`. */
export function words(name: string): string {
  const text = name.replace(/([a-z])([A-Z])/g, (_, end: string, start: string) => {
    return `${end} ${start.toLowerCase()}`;
  });
  return text.charAt(0).toUpperCase() + text.slice(1);
}
