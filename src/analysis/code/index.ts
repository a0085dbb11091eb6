import { plainCode } from './plain/plainform.js';
import type { Code, CodeRequest } from './types.js';
import { xesCode } from './xesform.js';

export { stepsNeeded } from './demand.js';
export { failuresOf, itemFacts, type OutcomeFacts } from './facts.js';
export * from './types.js';

/**
 * Python that computes results of a document again, and runs from top to bottom.
 * @throws XESError `code/nothing` if there is nothing to write, `code/not-plain` if it needs this
 * package, and the errors of steps with rejected parameters or without a result.
 */
export function codeOf(request: CodeRequest): Code {
  return request.form === 'xes' ? xesCode(request) : plainCode(request);
}
