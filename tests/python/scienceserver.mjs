// The science as a server, for tests: requests are arrays of calls [name, ...arguments], answers arrays of results.
import { load } from '../../scripts/science.mjs';
import { plain, revive } from './plain.mjs';
import { serve } from './serve.mjs';

const science = { ...(await load('science/index.ts')), ...(await load('base/measured.ts')) };

await serve(calls => {
  const results = calls.map(([name, ...args]) => science[name](...args.map(revive)));
  return plain(results);
});
