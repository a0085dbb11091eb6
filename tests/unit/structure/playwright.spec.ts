import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '../../..');

interface ISuite {
  file: string;
  suites?: ISuite[];
  specs: { id: string; tests: { projectName: string }[] }[];
}

/** The project or projects that run each file, as listed by Playwright. */
function projectsByFile(): Map<string, Set<string>> {
  const env = { ...process.env };
  delete env.JEST_WORKER_ID; // Playwright refuses to run where it is set
  const listed = execFileSync('npx', ['playwright', 'test', '--list', '--reporter=json'], {
    cwd: root,
    env,
    encoding: 'utf8',
    maxBuffer: 2 ** 26
  });
  const found = new Map<string, Set<string>>();
  const visit = ({ file, specs, suites = [] }: ISuite): void => {
    const projects = found.get(file) ?? new Set();
    specs.flatMap(({ tests }) => tests).forEach(({ projectName }) => projects.add(projectName));
    found.set(file, projects);
    suites.forEach(visit);
  };
  (JSON.parse(listed) as { suites: ISuite[] }).suites.forEach(visit);
  return found;
}

test('every file of browser tests and of faults is run, by one project', () => {
  const files = ['browser', 'faults'].flatMap(folder =>
    readdirSync(path.join(root, 'tests', folder))
      .filter(name => name.endsWith('.spec.ts'))
      .map(name => `${folder}/${name}`)
  );
  const projects = projectsByFile();
  expect([...projects.keys()].sort()).toEqual(files.sort());
  expect([...projects].filter(([, names]) => names.size !== 1)).toEqual([]);
  expect(new Set([...projects.values()].flatMap(names => [...names]))).toEqual(
    new Set(['parallel', 'serial'])
  );
});
