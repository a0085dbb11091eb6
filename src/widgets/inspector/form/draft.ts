import { useState } from 'react';
import {
  asText,
  fromText,
  allowedValues,
  type Parameter
} from '../../../analysis/steps/parameters/index.js';

/** Text being typed into a field. */
interface IDraft {
  text: string;
  /**
   * Text of the field's value at that time: if the value has changed since, the draft is out of
   * date.
   */
  of: string;
}

/** A field's text as it is edited. */
export interface IDraftState {
  text: string;
  /** Why the text, or the value, is not valid for the parameter; null if it is. */
  error: string | null;
  /** The text was edited. A valid value is passed on at once; other text stays in the field. */
  type(text: string): void;
  /** Editing ended: a value is shown in its usual notation. */
  end(): void;
  /** Show the value again. */
  forget(): void;
}

/**
 * Text that follows a value until edited, and again as soon as the value changes by other means.
 * @param change called with a typed value; undefined for the default.
 */
export function useDraft(
  parameter: Parameter<unknown>,
  value: unknown,
  change: (value: unknown) => void
): IDraftState {
  const [draft, setDraft] = useState<IDraft | null>(null);
  const known = asText(parameter, value);
  const text = draft?.of === known ? draft.text : null;
  return {
    text: text ?? known,
    error: text === null ? problemOf(parameter, value) : fromText(parameter, text).error,
    type: typed => {
      const read = fromText(parameter, typed);
      const of = read.error === null ? asText(parameter, read.value) : known;
      setDraft({ text: typed, of });
      if (of !== known) {
        change(read.value);
      }
    },
    end: () => {
      if (text !== null && fromText(parameter, text).error === null) {
        setDraft(null);
      }
    },
    forget: () => setDraft(null)
  };
}

/** A document may hold a value that the step does not accept. */
function problemOf(parameter: Parameter<unknown>, value: unknown): string | null {
  const isGiven = value !== undefined && !(value === null && parameter.default === null);
  return isGiven && parameter.read(value) === undefined ? allowedValues(parameter) : null;
}
