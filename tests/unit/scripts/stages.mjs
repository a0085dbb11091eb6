// Suites that say and do what their words tell, run as `npm test` runs its own: `node stages.mjs pass|endless|late|left`.
import { endChildrenWithThisProcess } from '../../../scripts/process.mjs';
import { ofProgram } from '../../../scripts/reports.mjs';
import { runStages } from '../../../scripts/stages.mjs';
import { summarise } from '../../../scripts/summary.mjs';

const suite = (name, code) => ({
  name,
  command: process.execPath,
  args: ['-e', code],
  report: ofProgram
});
const twoLines = (name, code = 0) =>
  suite(
    name,
    `console.log('${name} 1'); setTimeout(() => { console.log('${name} 2'); process.exit(${code}); }, 50)`
  );
const stages = {
  pass: [
    [[twoLines('a')], [twoLines('b', 3)]],
    [[{ name: 'c', prepare: async () => ({ skipped: 'there is no c' }) }, twoLines('d')]],
    [[{ name: 'e', prepare: () => Promise.reject(new Error('e is broken')) }]]
  ],
  late: [
    [
      [
        {
          ...suite('turning', `console.log('begun'); function turn() { for (;;) {} }; turn()`),
          most: 500
        },
        twoLines('after')
      ]
    ]
  ],
  // what holds the output open is no part of the group
  left: [
    [
      [
        suite(
          'left',
          `const { pid } = require('node:child_process').spawn(
             process.execPath, ['-e', 'setInterval(() => 0, 1000)'], { detached: true, stdio: 'inherit' });
           console.log('left', pid);
           process.exit()`
        )
      ]
    ]
  ],
  endless: [
    [
      [
        suite(
          'endless',
          // a program below the program: both must end
          `const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)']);
           console.log('pids', process.pid, child.pid);
           setInterval(() => 0, 1000)`
        )
      ]
    ]
  ]
};

endChildrenWithThisProcess();
process.exitCode = summarise(await runStages(stages[process.argv[2]]), 1);
