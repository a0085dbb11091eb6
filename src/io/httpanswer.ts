import { XESError } from '../base/errors.js';

/** The parts of an HTTP answer that decide whether its bytes can be trusted. */
export interface Answer {
  status: number;
  contentType: string;
  /** Address of the answer, after redirects. */
  responseURL: string;
}

/**
 * The error that an answer means, or null if it contains bytes. A login page has status 200, a
 * stopped server 424 or 503; a redirect loop without credentials status 0.
 */
export function refusal(path: string, url: string, answer: Answer): XESError | null {
  const { status, contentType, responseURL } = answer;
  const name = path.split('/').pop() ?? path;
  if (status === 0 || status === 424 || status > 500) {
    return new XESError(
      'file/unreachable',
      `The server does not answer for ${name} (${status || 'no connection'}). Try again when it is back.`
    );
  }
  const elsewhere = responseURL !== '' && stripQuery(responseURL) !== stripQuery(url);
  if (
    elsewhere ||
    (contentType.includes('text/html') && status === 200 && /\/login|\/hub\//.test(responseURL))
  ) {
    return new XESError(
      'file/html-login',
      'The server asks to log in again. Log in, then reload the scan.'
    );
  }
  if (status === 404) {
    return new XESError(
      'file/not-found',
      `${name} is not there. If it was moved or renamed, put it back and reload, or choose it again where it is now.`
    );
  }
  // jupyter_server answers 500 for a file it is not allowed to open
  if (status === 403 || status === 401 || status === 500) {
    return new XESError('file/forbidden', `${name} may not be read. Ask its owner for permission.`);
  }
  if (status !== 200 && status !== 206) {
    return new XESError(
      'file/unreachable',
      `The server answered ${status} for ${name}. Reload the scan.`
    );
  }
  return null;
}

/**
 * Normalised like the browser does: the escaping of `responseURL` may differ from that of the
 * request.
 */
function stripQuery(url: string): string {
  const plain = url.split(/[?#]/)[0];
  return URL.canParse(plain) ? new URL(plain).href : plain;
}
