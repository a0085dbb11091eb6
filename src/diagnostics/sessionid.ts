/** An id of this page's session, 8 hex digits, shared by log, reports, recovery and health. */
export function newSessionId(): string {
  return crypto.getRandomValues(new Uint32Array(1))[0].toString(16).padStart(8, '0');
}
