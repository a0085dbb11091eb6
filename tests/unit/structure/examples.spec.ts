import { readFileSync } from 'node:fs';
import path from 'node:path';
import { runInNewContext } from 'node:vm';
import ts from 'typescript';
import { readSchema } from '../../../src/formats';
import { IXESSchemas } from '../../../src/plugins/schematoken';
import { schemasPlugin } from '../../../src/plugins/schemas';

const examples = path.resolve(__dirname, '../../../examples');
const extension = path.join(examples, 'jupyterlab-extension');
const ofPackage = 'python-package/share/jupyter/xes-schemas/beamline7.json';
const read = (file: string) => readFileSync(path.join(examples, file), 'utf8');

describe('the examples', () => {
  const schema = JSON.parse(read('jupyterlab-extension/src/beamline7.json')) as unknown;

  it('have a usable schema, the same in both', () => {
    expect(readSchema(schema).name).toBe('Beamline 7');
    expect(JSON.parse(read(ofPackage))).toEqual(schema);
    expect(read('python-package/pyproject.toml')).toContain(
      '"share/jupyter/xes-schemas" = "share/jupyter/xes-schemas"'
    );
  });

  it('have an extension that compiles against this one', () => {
    const text = read('jupyterlab-extension/tsconfig.json');
    const { config } = ts.parseConfigFileTextToJson('tsconfig.json', text) as { config: unknown };
    const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, extension);
    const types = path.join(examples, '../src/plugins/schematoken.ts');
    const program = ts.createProgram(fileNames, {
      ...options,
      rootDir: undefined,
      noEmit: true,
      paths: { 'jupyterlab-xes': [types] }
    });
    const found = ts.getPreEmitDiagnostics(program).map(({ messageText }) => messageText);
    expect(fileNames.length).toBe(1);
    expect(found).toEqual([]);
  });

  it('have an extension that adds its schema by the token', async () => {
    const { provides, activate } = schemasPlugin;
    expect(provides).toBe(IXESSchemas);
    const added = (await activate({} as never)) as ReturnType<typeof activate> & {
      all: Set<{ schema: unknown }>;
      changed: () => void;
    };
    let changes = 0;
    added.changed = () => void changes++;
    const module: { exports: { default?: typeof schemasPlugin } } = { exports: {} };
    const { outputText } = ts.transpileModule(read('jupyterlab-extension/src/index.ts'), {
      compilerOptions: { module: ts.ModuleKind.CommonJS, esModuleInterop: true }
    });
    const bring = (name: string) => (name === 'jupyterlab-xes' ? { IXESSchemas } : schema);
    runInNewContext(outputText, { require: bring, exports: module.exports });
    const plugin = module.exports.default!;
    expect(plugin.optional).toEqual([IXESSchemas]);
    await plugin.activate({} as never, added);
    expect([...added.all]).toMatchObject([{ schema }]);
    await plugin.activate({} as never, null); // the viewer is not installed
    expect(changes).toBe(1);
  });
});

describe('the receiver of other schemas', () => {
  it('returns each once', async () => {
    const added = (await schemasPlugin.activate({} as never)) as unknown as {
      all: Set<unknown>;
      changed: () => void;
    } & IXESSchemas;
    let changes = 0;
    added.changed = () => void changes++;
    const [first, second] = [added.add({ a: 1 }), added.add({ a: 1 })];
    first.dispose();
    first.dispose();
    expect([first.isDisposed, second.isDisposed]).toEqual([true, false]);
    expect(added.all.size).toBe(1);
    expect(changes).toBeGreaterThanOrEqual(3);
  });
});
