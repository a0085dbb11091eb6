import { plainCode } from './plain/plainform.js';
import type { Code, CodeRequest } from './types.js';
import { xesCode } from './xesform.js';

export { stepsNeeded } from './demand.js';
export { failuresOf, itemFacts, type Became } from './facts.js';
export * from './types.js';

/**
 * Python that makes results of a document again, and runs from top to bottom.
 * @throws XESError `code/nothing` where there is nothing to be written, `code/not-plain` where it can't be without this
 * package, those of steps whose parameters are refused, and of steps that give no result.
 */
export function codeOf(request: CodeRequest): Code {
  return request.form === 'xes' ? xesCode(request) : plainCode(request);
}
