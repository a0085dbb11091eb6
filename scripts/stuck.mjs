// Diagnostics of programs that do not end: the stacks of those running JavaScript.
import { execFileSync, spawn } from 'node:child_process';

/**
 * Milliseconds between the debugger's commands: it ignores one while it processes the previous one.
 */
const pace = 2000;

/** Most programs examined. */
const most = 6;

/**
 * Stacks of the Node programs of a process group, which are killed one by one: the debugger has a
 * single port.
 */
export async function stacksOf(group) {
  const stacks = [];
  for (const { pid, words } of membersOf(group).slice(0, most)) {
    stacks.push(`${pid} ${words}\n${await stackOf(pid)}`);
    kill(pid);
  }
  return stacks.join('\n');
}

function membersOf(group) {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,pgid=,args='], { encoding: 'utf8' });
  return lines
    .split('\n')
    .map(line => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter(found => found && Number(found[2]) === group && /^\S*node\b/.test(found[3]))
    .map(([, pid, , words]) => ({ pid: Number(pid), words: words.slice(0, 200) }));
}

/** Node's own debugger can interrupt a loop; a waiting program has no stack to show. */
function stackOf(pid) {
  return new Promise(resolve => {
    const debug = spawn(process.execPath, ['inspect', '-p', String(pid)]);
    let text = '';
    debug.stdout.on('data', data => (text += data));
    debug.stdin.on('error', () => undefined);
    debug.on('error', error => resolve(error.message));
    debug.on('close', () => resolve(/^(?:debug> )*#0[^]*?(?=^debug>)/m.exec(text)?.[0] ?? 'waits'));
    const commands = ['pause', 'backtrace', '.exit'];
    const timer = setInterval(() => debug.stdin.write(`${commands.shift() ?? '.exit'}\n`), pace);
    const end = setTimeout(() => debug.kill('SIGKILL'), 6 * pace);
    debug.on('close', () => {
      clearInterval(timer);
      clearTimeout(end);
    });
  });
}

function kill(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it has already ended
  }
}
