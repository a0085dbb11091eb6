import type { JSONValue } from '../../document/json.js';
import type { ItemKey, ScanEntry } from '../../document/types.js';
import { scanTitle } from '../../scantitles.js';
import { stepTitle } from '../../titles.js';
import { several, type Expression } from '../expressions.js';
import { planOf } from '../plan.js';
import { isScanSource, type PlannedStep, type Source } from '../planned.js';
import type { Code, CodeRequest } from '../types.js';
import { pythonList } from '../words.js';
import { drawn, type Drawn } from './drawing.js';
import { PlainScans } from './scans.js';
import { notPlain, Script } from './script.js';
import type { PlainResult, PlainStep, StepContext } from './step.js';
import { plainSteps } from './steps.js';
import type { PlainInput, PlainNumber, PlainValue, Subtraction } from './value.js';

/**
 * Python that computes the values of results with h5py, numpy, lmfit and matplotlib alone.
 * @throws XESError `code/not-plain` if a step or a scan can't be written this way.
 */
export function plainCode(request: CodeRequest): Code {
  const plan = planOf(request);
  // steps first: they are known before any scan is read
  plan.steps.forEach(requirePlain);
  const writer = new PlainWriter(request);
  plan.steps.forEach(step => writer.step(step));
  const shown = plan.shown.map(({ ref, sources }) => ({ ref, ...writer.shown(sources) }));
  drawn(
    writer.script,
    shown.flatMap(({ pieces }) => pieces),
    writer.numbers
  );
  return {
    text: writer.script.text(),
    shown: shown.map(({ ref, expression }) => ({ ref, expression }))
  };
}

/** How a step is written. @throws XESError `code/not-plain` if it can't be */
function requirePlain({ entry }: PlannedStep): PlainStep {
  const way = plainSteps.get(entry.step);
  if (!way) {
    throw notPlain(stepTitle(entry), `the step “${entry.step}” is more than sums of points`);
  }
  return way;
}

/** The variable of a step in the code. */
interface HeldStep {
  readonly variable: string;
  /** Null if the variable is the only item itself. */
  readonly count: number | null;
  /** For each item. */
  readonly values: readonly PlainValue[];
  readonly unders: readonly (Subtraction | undefined)[];
}

class PlainWriter {
  constructor(private _request: CodeRequest) {
    this.script = new Script(_request.taken);
    this._scans = new PlainScans(_request, this.script);
  }

  readonly script: Script;
  readonly numbers: PlainNumber[] = [];

  step(planned: PlannedStep): void {
    const { entry, items, inputs, isEach } = planned;
    const way = requirePlain(planned);
    const all = inputs.map(source => this._input(source, planned, way));
    const label = stepTitle(entry);
    if (isEach && items.length > 1) {
      this._each(planned, way, all);
      return;
    }
    if (items.length > 1 || (items[0] !== entry.id && !isEach)) {
      this._byLast(planned, way, all);
      return;
    }
    const context = this._context(planned, items[0]);
    const found = way.write(context, all, this._list(inputs, all));
    const variable = this.script.assign(label, entry.step, found.expression);
    const { value, under } = found;
    this._held.set(planned, { variable, count: null, values: [value], unders: [under] });
    this._numbered(way, context, variable, value);
  }

  shown(sources: readonly Source[]): { expression: string; pieces: Drawn[] } {
    const pieces = sources.map((source): Drawn => {
      return { ...this._shownInput(source), label: this._labelOf(source) };
    });
    const [first] = pieces;
    const expression =
      pieces.length === 1 ? first.text : pythonList(pieces.map(({ text }) => text));
    return { expression, pieces };
  }

  /** Each of several inputs: in a loop if the calls differ in the input alone. */
  private _each(planned: PlannedStep, way: PlainStep, all: readonly PlainInput[]): void {
    const { entry, items, inputs } = planned;
    const label = stepTitle(entry);
    const isLoop = !way.isOfEach && all.every(({ value }) => isAlike(value, all[0].value));
    if (isLoop) {
      const item = { ...all[0], text: 'one' };
      const { expression, value } = way.write(this._context(planned, items[0]), [item], 'one');
      const text = expression('');
      const list = this._list(inputs, all);
      const variable = this.script.assign(label, entry.step, () =>
        text === 'one' ? list : `[${text} for one in ${list}]`
      );
      const values = all.map(() => value);
      this._held.set(planned, { variable, count: all.length, values, unders: [] });
      items.forEach((key, i) =>
        this._numbered(way, this._context(planned, key), `${variable}[${i}]`, value)
      );
      return;
    }
    const contexts = items.map(key => this._context(planned, key));
    const made = all.map((input, i) => way.write(contexts[i], [input], input.text));
    const variable = this._hold(planned, made);
    contexts.forEach((context, i) =>
      this._numbered(way, context, `${variable}[${i}]`, made[i].value)
    );
  }

  /** All inputs but the last, with the last as argument. */
  private _byLast(planned: PlannedStep, way: PlainStep, all: readonly PlainInput[]): void {
    const made = planned.items.map((key, i) => {
      const inputs = [all[i], all[all.length - 1]];
      return way.write(this._context(planned, key), inputs, '');
    });
    this._hold(planned, made);
  }

  private _hold(planned: PlannedStep, made: readonly PlainResult[]): string {
    const { entry } = planned;
    const variable = this.script.assign(stepTitle(entry), entry.step, before =>
      pythonList(
        made.map(({ expression }) => expression('')),
        before
      )
    );
    const values = made.map(({ value }) => value);
    const unders = made.map(({ under }) => under);
    this._held.set(planned, { variable, count: made.length, values, unders });
    return variable;
  }

  /** The numbers that the viewer shows along with a result, or that are the result. */
  private _numbered(way: PlainStep, context: StepContext, text: string, value: PlainValue): void {
    const { item, entry } = context;
    if (value.kind === 'number') {
      const found = item === 'unknown' ? null : (item?.numbers[entry.step] ?? null);
      this.numbers.push({ label: stepTitle(entry), text, found });
    }
    this.numbers.push(...(way.numbers?.(context, text) ?? []));
  }

  private _context({ entry, parameters }: PlannedStep, key: ItemKey): StepContext {
    return { entry, parameters, script: this.script, item: this._request.facts.item(key) };
  }

  private _list(sources: readonly Source[], all: readonly PlainInput[]): string {
    const expressions = sources.map((source, i): Expression => {
      const held = isScanSource(source) ? null : this._held.get(source.step);
      return isScanSource(source) || !held || held.count === null
        ? { variable: all[i].text, index: null, count: 1, suffix: '' }
        : { variable: held.variable, index: source.index, count: held.count, suffix: '' };
    });
    return several(expressions);
  }

  private _input(source: Source, { parameters }: PlannedStep, { takes }: PlainStep): PlainInput {
    if (!isScanSource(source)) {
      return this._ofStep(source);
    }
    const own: JSONValue | undefined = parameters.channel;
    const channel = source.channel ?? (typeof own === 'string' ? own : null);
    return this._scans.of(source.scan, channel, takes ?? null);
  }

  private _shownInput(source: Source): Omit<Drawn, 'label'> {
    return isScanSource(source)
      ? this._scans.of(source.scan, source.channel, null)
      : this._ofStep(source);
  }

  private _ofStep(source: Exclude<Source, { scan: ScanEntry }>): Omit<Drawn, 'label'> {
    const { step, index, output } = source;
    const held = this._held.get(step);
    if (output !== undefined || !held) {
      throw notPlain(stepTitle(step.entry), `its “${output ?? ''}” is not its result`);
    }
    const text = held.count === null ? held.variable : `${held.variable}[${index}]`;
    const under = held.unders[index];
    return { text, value: held.values[index], ...(under ? { under } : {}) };
  }

  private _labelOf(source: Source): string {
    return isScanSource(source)
      ? scanTitle(source.scan, this._request.document.scans)
      : stepTitle(source.step.entry);
  }

  private _scans: PlainScans;
  private _held = new Map<PlannedStep, HeldStep>();
}

function isAlike(a: PlainValue, b: PlainValue): boolean {
  return (
    a.kind === b.kind &&
    a.axis === b.axis &&
    a.noise === b.noise &&
    a.scale === b.scale &&
    a.jitter === b.jitter
  );
}
