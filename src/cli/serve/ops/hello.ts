import { steps } from '../../../analysis/steps/index.js';
import { XESError } from '../../../base/errors.js';
import { version } from '../../../base/version.js';
import type { Call } from '../call.js';
import { protocol } from '../protocol.js';

/**
 * The first request of a client.
 * @throws XESError `engine/version` for a client of another version.
 */
export function hello({ fields }: Call) {
  const protocolOfClient = fields.numberOr('protocol', null);
  if (protocolOfClient !== protocol) {
    throw new XESError(
      'engine/version',
      `The engine ${version} speaks protocol ${protocol}, and the package that is loaded ${protocolOfClient}. Restart the kernel: the package was upgraded since it started.`
    );
  }
  return {
    version,
    protocol,
    node: process.versions.node,
    steps: steps.map(({ name }) => name)
  };
}
