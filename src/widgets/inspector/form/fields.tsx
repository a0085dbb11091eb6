import type { FieldProps } from '@rjsf/utils';
import type { ChangeEvent, KeyboardEvent } from 'react';
import {
  asText,
  type Parameter,
  type Parameters
} from '../../../analysis/steps/parameters/index.js';
import { useDraft } from './draft.js';
import { PickButton } from './pickbutton.js';
import type { IPicking } from './picking.js';

/** Shared by the fields of a form. */
export interface IFormShared {
  parameters: Parameters;
  /** Editing of a field ended. */
  commit(): void;
  /** Picking on the plot; null if unavailable. */
  picking: IPicking | null;
}

export interface IFieldProps {
  id: string;
  parameter: Parameter<unknown>;
  value: unknown;
  change(value: unknown): void;
  commit(): void;
  /** Its name, if no visible label belongs to it. */
  label?: string;
  /** Shown while it is empty; if absent, the default. */
  placeholder?: string;
}

/** The field of one parameter. */
export function ParameterField({ name, idSchema, formData, formContext, onChange }: FieldProps) {
  const { parameters, commit, picking } = formContext as IFormShared;
  const parameter = parameters[name];
  const Field = fieldOf(parameter);
  const field = (
    <Field
      id={idSchema.$id}
      parameter={parameter}
      value={formData as unknown}
      change={onChange}
      commit={commit}
    />
  );
  return picking && parameter.pick ? (
    <div className="jp-XESForm-pickable">
      <div className="jp-XESForm-field">{field}</div>
      <PickButton name={name} picking={picking} />
    </div>
  ) : (
    field
  );
}

function fieldOf({ kind, isList, parts }: Parameter<unknown>) {
  if (parts) {
    return ModelField;
  }
  switch (kind) {
    case 'flag':
      return FlagField;
    case 'choice':
      return ChoiceField;
    case 'assignments':
    case 'bounds':
    case 'expressions':
      return LongTextField;
    default:
      return isList ? LongTextField : TextField;
  }
}

function FlagField({ id, parameter, value, change, commit }: IFieldProps) {
  const isOn = (value ?? parameter.default) === true;
  const flip = (event: ChangeEvent<HTMLInputElement>) => change(event.target.checked);
  return <input type="checkbox" id={id} checked={isOn} onChange={flip} onBlur={commit} />;
}

function ChoiceField({ id, parameter, value, change, commit }: IFieldProps) {
  const { choices = [], default: fallback, automatic = 'automatic' } = parameter;
  const known = value ?? fallback ?? '';
  const isListed = known === '' || choices.some(choice => choice === known);
  const isStrange = !isListed && !parameter.takesOthers;
  const choose = (event: ChangeEvent<HTMLSelectElement>) =>
    change(event.target.value === '' ? undefined : event.target.value);
  return (
    <>
      <select
        id={id}
        className="jp-mod-styled"
        value={asText(parameter, known)}
        onChange={choose}
        onBlur={commit}
        {...described(id, isStrange)}
      >
        {fallback === null || known === '' ? <option value="">{automatic}</option> : null}
        {isListed ? null : <option disabled={isStrange}>{asText(parameter, known)}</option>}
        {choices.map(choice => (
          <option key={choice}>{choice}</option>
        ))}
      </select>
      <Problem id={id} text={isStrange ? `It must be ${parameter.range}.` : null} />
    </>
  );
}

/** Shapes joined by `+`: typed, or assembled from the available ones. */
function ModelField(props: IFieldProps) {
  const { parameter, value, change, commit } = props;
  const known = asText(parameter, value ?? parameter.default);
  return (
    <>
      <TextField {...props} />
      <select
        className="jp-mod-styled"
        aria-label="Add a shape"
        value=""
        onChange={({ target }) => {
          change(known === '' ? target.value : `${known}+${target.value}`);
          commit();
        }}
      >
        <option value="">+ shape</option>
        {parameter.parts?.map(part => (
          <option key={part}>{part}</option>
        ))}
      </select>
    </>
  );
}

/** A value on one line. */
export function TextField(props: IFieldProps) {
  const { id, error, ...field } = useTyping(props);
  return (
    <>
      <input type="text" id={id} className="jp-mod-styled" {...field} />
      <Problem id={id} text={error} />
    </>
  );
}

/** A list, which may be long. */
function LongTextField(props: IFieldProps) {
  const { id, error, ...field } = useTyping(props);
  return (
    <>
      <textarea rows={1} id={id} className="jp-mod-styled" {...field} />
      <Problem id={id} text={error} />
    </>
  );
}

type Typing = HTMLInputElement | HTMLTextAreaElement;

/**
 * Behaviour of a field in which a value is typed; Enter ends editing, Escape shows the value again.
 */
function useTyping({ id, parameter, value, change, commit, label, placeholder }: IFieldProps) {
  const draft = useDraft(parameter, value, change);
  const end = () => {
    draft.end();
    commit();
  };
  return {
    id,
    error: draft.error,
    value: draft.text,
    'aria-label': label,
    placeholder: placeholder ?? placeholderOf(parameter),
    spellCheck: false,
    autoComplete: 'off',
    onChange: (event: ChangeEvent<Typing>) => draft.type(event.target.value),
    onBlur: end,
    onKeyDown: (event: KeyboardEvent<Typing>) => {
      if (event.key === 'Escape') {
        draft.forget();
      } else if (event.key === 'Enter') {
        event.preventDefault(); // neither a new line nor the submission of a form
        end();
      }
    },
    ...described(id, draft.error !== null)
  };
}

function described(id: string, isWrong: boolean) {
  return isWrong ? { 'aria-invalid': true, 'aria-describedby': problemId(id) } : {};
}

/** Why the text of a field is not a valid value. */
function Problem({ id, text }: { id: string; text: string | null }) {
  return text === null ? null : (
    <div id={problemId(id)} className="jp-XESForm-problem" role="alert">
      {text}
    </div>
  );
}

const problemId = (id: string) => `${id}-problem`;

/** The default, or the notation of a value. */
function placeholderOf(parameter: Parameter<unknown>): string {
  const { kind, isRequired, default: fallback, automatic = 'automatic' } = parameter;
  const pattern = parameter.automatic === undefined ? (patterns[kind] ?? '') : '';
  return asText(parameter, fallback) || pattern || (isRequired ? '' : automatic);
}

const patterns: Partial<Record<Parameter<unknown>['kind'], string>> = {
  names: 'NAME,…',
  range: 'LO:HI',
  ranges: 'LO:HI,…',
  assignments: 'NAME=NUMBER,…',
  bounds: 'NAME=LO:HI,…',
  expressions: 'NAME=EXPRESSION,…'
};
