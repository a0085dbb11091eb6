import { XESError, type ErrorCode } from '../base/errors.js';

interface IFailure {
  readonly code: ErrorCode;
  readonly message: string;
}

/** The part of an answer of `xes:result` that shows whether there is a result. */
interface IResultAnswer {
  readonly outcome?: string;
  readonly error?: IFailure | null;
  readonly errors?: readonly IFailure[];
}

/**
 * A result that exists, if only for some of several inputs.
 * @throws XESError the error of the step, or of its inputs if none has a result
 */
export function resultIn(answer: unknown): unknown {
  const { outcome, error, errors = [] } = (answer ?? {}) as IResultAnswer;
  if (outcome !== 'failed' && outcome !== 'blocked') {
    return answer;
  }
  const { code, message } = error ?? errors[0] ?? nothing;
  throw new XESError(code, message);
}

const nothing: IFailure = {
  code: 'step/input-failed',
  message: 'This has no result, because its inputs have none: the viewer shows why.'
};
