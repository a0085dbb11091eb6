import path from 'node:path';
import { XESError } from '../../../base/errors.js';
import {
  codeForms,
  codeOf,
  failuresOf,
  itemFacts,
  type CodeFacts,
  type CodeScan
} from '../../../analysis/code/index.js';
import { readChoiceOf } from '../../../analysis/document/readchoice.js';
import type { Id, Ref } from '../../../analysis/document/types.js';
import { scanFacts } from '../../../formats/scanfacts.js';
import type { Call } from '../call.js';
import { evaluateLocated, locatedDocument, tableOf, type LocatedDocument } from '../recipes.js';

/**
 * Results as Python code: `refs`, or all without them; paths relative to the folder `folder`, else
 * as in the document.
 */
export async function code(call: Call) {
  const { fields } = call;
  const placed = locatedDocument(fields);
  const { document, files } = placed;
  const refs = fields.raw('refs') === undefined ? 'all' : fields.refs('refs');
  const folder = fields.textOr('folder', null);
  const form = codeForms.find(form => form === fields.textOr('form', 'xes'));
  if (!form) {
    throw new XESError('cli/usage', `"form" has to be ${codeForms.join(' or ')}.`);
  }
  return codeOf({
    document,
    refs,
    form,
    facts: await factsOf(placed, refs, call),
    pathOf: scan => {
      if (tableOf(scan) !== null) {
        throw new XESError(
          'code/nothing',
          'A spectrum in memory is in no file that code could open: save it as CSV, and start from that file.'
        );
      }
      const file = files.get(scan.id);
      return folder === null || file === undefined
        ? scan.path
        : path.relative(folder, file).split(path.sep).join('/');
    }
  });
}

async function factsOf(placed: LocatedDocument, refs: readonly Ref[] | 'all', call: Call) {
  const { document, files } = placed;
  const demand = refs === 'all' ? document.steps.map(({ id }) => ({ id })) : refs;
  const { nodes } = await evaluateLocated(placed, demand, call);
  const items = itemFacts([...nodes.values()].flatMap(node => node.items));
  const failures = failuresOf(
    document,
    [...nodes.values()].map(node => ({ ...node, error: node.outcome.error }))
  );
  const scans = new Map<Id, CodeScan>();
  for (const scan of document.scans) {
    const file = files.get(scan.id);
    const read =
      file && (await call.context.reads.scan(file, readChoiceOf(scan)).catch(() => null));
    if (read) {
      scans.set(scan.id, scanFacts(read));
    }
  }
  const facts: CodeFacts = {
    scan: id => scans.get(id) ?? null,
    item: key => items.get(key) ?? null,
    failure: key => failures.get(key) ?? null
  };
  return facts;
}
