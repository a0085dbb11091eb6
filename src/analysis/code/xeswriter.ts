import { isEqual, type JSONValue } from '../document/json.js';
import type { Id, ScanEntry } from '../document/types.js';
import { scanTitle } from '../scantitles.js';
import { stepTitle } from '../titles.js';
import { several, single, type Expression, type Storage } from './expressions.js';
import { Names } from './names.js';
import { isScanSource, type PlannedStep, type Source } from './planned.js';
import type { CodeRequest } from './types.js';
import {
  pythonCall,
  pythonList,
  pythonName,
  pythonParameter,
  pythonText,
  pythonValue
} from './words.js';

/** At least this many scans that differ only in their paths are opened in a loop. */
const minLooped = 4;

/** Writes scans and steps as lines of code, and remembers their variable names. */
export class XesWriter {
  constructor(private _request: CodeRequest) {
    this._names = new Names(['one', 'path', ...(_request.taken ?? [])]);
  }

  /** The lines that open scans. */
  scans(scans: readonly ScanEntry[]): string[] {
    const alike = scans.filter(({ entry, columns }) => entry === undefined && !columns);
    const looped = alike.length >= minLooped ? alike : [];
    const others = scans.filter(scan => !looped.includes(scan));
    return [
      ...(looped.length > 0 ? this._loop(looped) : []),
      ...others.map(scan => this._open(scan))
    ];
  }

  /** The line of a step. */
  step(planned: PlannedStep): string {
    const { entry, step, parameters, isEach, inputs, items } = planned;
    const { furtherInput } = step;
    const further =
      furtherInput &&
      inputs.length > 1 &&
      isEqual(parameters[furtherInput.parameter], furtherInput.value)
        ? furtherInput
        : null;
    const own = this._expressions(further ? inputs.slice(0, -1) : inputs);
    const isOne = own.length === 1 && (isEach || further !== null);
    const given = [
      ...(isPair(planned) ? own.map(single) : [isOne ? single(own[0]) : several(own)]),
      ...(further ? [`${further.name}=${single(this._expressions(inputs.slice(-1))[0])}`] : []),
      ...changed(planned, further?.parameter),
      ...(entry.label === undefined ? [] : [`label=${pythonText(entry.label)}`])
    ];
    const variable = this._names.of(stepTitle(entry), entry.step);
    this._steps.set(planned, { variable, count: items.length > 1 ? items.length : null });
    return `${variable} = ${pythonCall(`xes.${pythonName(entry.step)}`, given, `${variable} = `)}`;
  }

  /** The requested results, as expressions. */
  shown(sources: readonly Source[]): string {
    const all = this._expressions(sources);
    return all.length === 1 ? single(all[0]) : several(all);
  }

  private _open(scan: ScanEntry): string {
    const { id, entry, columns } = scan;
    const variable = this._names.of(scanTitle(scan, this._request.document.scans), 'scan');
    const given = [
      pythonText(this._request.pathOf(scan)),
      ...(entry === undefined ? [] : [`entry=${pythonText(entry)}`]),
      ...(columns ? [`columns=${pythonValue(columns as JSONValue)}`] : [])
    ];
    this._scans.set(id, { variable, index: null, count: 1 });
    return `${variable} = ${pythonCall('xes.open', given, `${variable} = `)}`;
  }

  private _loop(scans: readonly ScanEntry[]): string[] {
    const named = commonName(scans.map(scan => scanTitle(scan, this._request.document.scans)));
    const [paths, variable] = ['paths', 'scans'].map(what => this._names.of(named(what), what));
    scans.forEach(({ id }, index) => this._scans.set(id, { variable, index, count: scans.length }));
    const texts = scans.map(scan => pythonText(this._request.pathOf(scan)));
    return [
      `${paths} = ${pythonList(texts, `${paths} = `)}`,
      `${variable} = [xes.open(path) for path in ${paths}]`
    ];
  }

  private _expressions(sources: readonly Source[]): Expression[] {
    return sources.flatMap(source => this._expression(source) ?? []);
  }

  private _expression(source: Source): Expression | null {
    if (isScanSource(source)) {
      const { scan, channel } = source;
      const held = this._scans.get(scan.id);
      const suffix = channel === null ? '' : `.channel(${pythonText(channel)})`;
      return held ? { ...held, suffix } : null;
    }
    const { step, index, output } = source;
    const known = this._steps.get(step);
    const suffix = output === undefined ? '' : `.outputs[${pythonText(output)}]`;
    return known
      ? {
          variable: known.variable,
          index: known.count === null ? null : index,
          count: known.count ?? 1,
          suffix
        }
      : null;
  }

  private _names: Names;
  private _scans = new Map<Id, Storage>();
  private _steps = new Map<PlannedStep, { variable: string; count: number | null }>();
}

/** A name for several scans: the common beginning of their names, else the first and the last. */
function commonName(titles: readonly string[]): (what: string) => string {
  const [first, last] = [titles[0], titles[titles.length - 1]];
  let common = first;
  while (!titles.every(title => title.startsWith(common))) {
    common = common.slice(0, -1);
  }
  return what => (/\p{L}{2}/u.test(common) ? `${common} ${what}` : `${what} ${first} to ${last}`);
}

function isPair({ step: { inputs } }: PlannedStep): boolean {
  return typeof inputs === 'object' && inputs.atLeast === 2 && inputs.atMost === 2;
}

/** The parameters that differ from their defaults. */
function changed({ step, parameters }: PlannedStep, except: string | undefined): string[] {
  return Object.entries(step.parameters).flatMap(([name, parameter]) => {
    const value = parameters[name];
    const isDefault = parameter.default !== undefined && isEqual(value, parameter.default);
    return isDefault || name === except
      ? []
      : [`${pythonName(name)}=${pythonParameter(parameter, value)}`];
  });
}
