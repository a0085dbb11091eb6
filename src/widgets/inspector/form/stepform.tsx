import { FormComponent } from '@jupyterlab/ui-components';
import { JSONExt, type ReadonlyJSONObject } from '@lumino/coreutils';
import type { RegistryFieldsType, ValidatorType } from '@rjsf/utils';
import validator from '@rjsf/validator-ajv8';
import { useMemo } from 'react';
import type { StepEntry } from '../../../analysis/document/index.js';
import type { Step } from '../../../analysis/steps/index.js';
import { ParameterField, type IFormShared } from './fields.js';
import type { IPicking } from './picking.js';
import { useRefusals } from './refusals.js';
import { parameterField, stepSchema } from './schema.js';
import { templates } from './templates.js';

export interface IStepFormProps {
  entry: StepEntry;
  step: Pick<Step, 'parameters'>;
  /** Prefix of the ids of its fields, unique on the page. */
  prefix: string;
  /**
   * Some parameters were changed; `undefined` restores a default. @returns whether they were
   * accepted.
   */
  onChange(parameters: Readonly<Record<string, unknown>>): boolean;
  /** A field was left. */
  onCommit(): void;
  /** Picking on the plot; null if unavailable. */
  picking?: IPicking | null;
  /** Names of parameters that have no field here. */
  hidden?: readonly string[];
}

// none of its checks is used: each field calls its parameter
const ajv = validator as ValidatorType<ReadonlyJSONObject>;
const fields: RegistryFieldsType<ReadonlyJSONObject> = { [parameterField]: ParameterField };

/** The parameters of a step, each changed as soon as a value is typed. */
export function StepForm(props: IStepFormProps) {
  const { entry, step, prefix, onChange, onCommit, picking = null, hidden = [] } = props;
  const { parameters } = step;
  const without = hidden.join();
  const { schema, uiSchema } = useMemo(
    () => stepSchema(parameters, without.split(',')),
    [parameters, without]
  );
  const { refusals, refuse } = useRefusals();
  const shared: IFormShared = { parameters, commit: onCommit, picking };
  if (Object.keys(parameters).length === 0) {
    return <p className="jp-XESInspector-hint">This step has no parameters.</p>;
  }
  const known = entry.parameters as ReadonlyJSONObject;
  return (
    <FormComponent
      key={refusals}
      schema={schema}
      uiSchema={uiSchema}
      formData={known}
      fields={fields}
      templates={templates}
      formContext={shared}
      validator={ajv}
      idPrefix={prefix}
      noValidate
      noHtml5Validate
      showErrorList={false}
      onChange={({ formData = {} }) => {
        const changed = changes(known, formData);
        if (Object.keys(changed).length > 0 && !onChange(changed)) {
          refuse();
        }
      }}
    />
  );
}

/** What differs; undefined for what was removed. */
function changes(before: ReadonlyJSONObject, after: ReadonlyJSONObject): Record<string, unknown> {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return Object.fromEntries(
    [...names]
      .filter(name => !isSame(before[name], after[name]))
      .map(name => [name, after[name] as unknown])
  );
}

function isSame(a: ReadonlyJSONObject[string], b: ReadonlyJSONObject[string]): boolean {
  return a === undefined || b === undefined ? a === b : JSONExt.deepEqual(a, b);
}
