import { cases } from './cases/index.js';
import { measure } from './measure.js';

/** A case at a level, as requested by the main process. */
interface Request {
  name: string;
  level: number;
  trials: number;
}

process.on('message', ({ name, level, trials }: Request) => {
  const item = cases.find(found => found.name === name);
  if (!item) {
    throw new Error(`There is no case "${name}".`);
  }
  void measure(item, level, { trials }).then(
    rows => process.send?.({ rows }),
    (reason: unknown) => process.send?.({ rows: [], error: String(reason) })
  );
});
