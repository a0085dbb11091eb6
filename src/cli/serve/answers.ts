import type { XESError } from '../../base/errors.js';
import { listingOf } from '../../formats/mapping/unknown.js';

/** An error as sent to a client. */
export function answerError(error: XESError) {
  const { code, message, details } = error;
  const listing = listingOf(error);
  return {
    code,
    message,
    ...(listing ? { listing } : details ? { details } : {})
  };
}
