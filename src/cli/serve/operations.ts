import { XESError } from '../../base/errors.js';
import type { Call } from './call.js';
import { code } from './ops/code.js';
import { editOf, readOf, writeOf } from './ops/document.js';
import { evaluate } from './ops/evaluate.js';
import { figure } from './ops/figure.js';
import { hello } from './ops/hello.js';
import { inspect } from './ops/inspect.js';
import { provenance } from './ops/provenance.js';
import { places, run } from './ops/run.js';
import { save } from './ops/save.js';
import { table } from './ops/table.js';

/** Answers a request. An exception becomes the error of the answer. */
export type Operation = (call: Call) => unknown;

/** All operations by name. */
const operations: ReadonlyMap<unknown, Operation> = new Map<unknown, Operation>([
  ['hello', hello],
  ['inspect', inspect],
  ['evaluate', evaluate],
  ['table', table],
  ['document', readOf],
  ['edit', editOf],
  ['write', writeOf],
  ['figure', figure],
  ['provenance', provenance],
  ['save', save],
  ['run', run],
  ['places', places],
  ['code', code]
]);

/** @throws XESError `engine/protocol` */
export function operationOf(name: unknown): Operation {
  const found = operations.get(name);
  if (!found) {
    throw new XESError(
      'engine/protocol',
      `This engine does not know "${String(name)}". Restart the kernel: its engine and its package may be of two versions.`
    );
  }
  return found;
}
