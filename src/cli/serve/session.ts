import os from 'node:os';
import { Evaluator, Memo } from '../../analysis/evaluate/index.js';
import { ScanCache } from './scancache.js';
import { Tables } from './tables.js';

/** Memory for scans and results kept between calls, MB. */
const variable = 'JUPYTERLAB_XES_MEMORY';

const megabyte = 2 ** 20;

/**
 * Without the variable: this fraction of the machine's memory, and no more than this number of
 * bytes.
 */
const [share, most] = [0.25, 2048 * megabyte];

/** State kept between calls, within limits. */
export class Session {
  constructor(budget = budgetOf(process.env[variable])) {
    this.evaluator = new Evaluator(new Memo(0.45 * budget));
    this.scans = new ScanCache(0.45 * budget);
    this.tables = new Tables(0.1 * budget);
  }

  readonly evaluator: Evaluator;
  readonly scans: ScanCache;
  readonly tables: Tables;
}

function budgetOf(text: string | undefined): number {
  const given = Number(text);
  return text !== undefined && text !== '' && given >= 0
    ? given * megabyte
    : Math.min(share * os.totalmem(), most);
}
