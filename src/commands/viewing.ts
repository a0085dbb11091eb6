import type { AxesView, MapView } from '../analysis/document/index.js';
import { CommandIDs } from './ids.js';
import { argument } from './arguments.js';
import { objectIn, rowsIn, rowsSchema, sourcesIn } from './documentarguments.js';
import type { ArgumentSchema, CommandRegistrar } from './registrar.js';

/** The keys of a map view in `xes:set-view`. */
const mapKeys = [
  'colorMap',
  'scale',
  'limits',
  'percentile',
  'zoom',
  'contours',
  'aspect',
  'grid',
  'difference',
  'profiles',
  'sameLimits'
] as const;
const axesKeys = ['x', 'y', 'logY', 'waterfall', 'grid', 'beside'] as const;
/** Optional keys of a view: null removes them. */
const optionalKeys = [
  'aspect',
  'grid',
  'difference',
  'profiles',
  'sameLimits',
  'waterfall',
  'beside'
];

const range = { type: ['array', 'null'], items: { type: 'number' }, minItems: 2, maxItems: 2 };
const viewSchema: ArgumentSchema = {
  type: 'object',
  description: 'A part of the view; absent keys are unchanged.',
  additionalProperties: false,
  properties: {
    map: { type: 'string', enum: ['incident', 'transfer'] },
    colorMap: { type: 'string' },
    scale: { type: 'string', enum: ['linear', 'log', 'symlog'] },
    limits: range,
    percentile: range,
    zoom: { type: ['object', 'null'] },
    contours: { type: ['object', 'null'] },
    aspect: { enum: ['equal', null] },
    grid: { enum: [true, null] },
    difference: { type: ['object', 'null'] },
    profiles: { type: ['object', 'null'] },
    sameLimits: { enum: [true, null] },
    axes: {
      type: 'object',
      additionalProperties: false,
      properties: {
        x: range,
        y: range,
        logY: { type: 'boolean' },
        waterfall: { type: ['object', 'null'] },
        grid: { enum: [false, null] },
        beside: { enum: [false, null] }
      }
    }
  }
};

/** Commands that change the view of an analysis. */
export function addViewing(to: CommandRegistrar): void {
  to.addOnModel(CommandIDs.show, 'Ticking what is drawn', {
    label: 'XES: Show',
    inPalette: false,
    args: { ids: rowsSchema, refs: rowsSchema },
    run: (values, model) => {
      model.show(rowsIn(values));
      return { shown: model.view.shown };
    }
  });
  to.addOnModel(CommandIDs.select, 'Selecting rows', {
    label: 'XES: Select',
    inPalette: false,
    args: {
      ids: rowsSchema,
      refs: rowsSchema,
      active: { description: 'The row that becomes active: an id or a Ref.' }
    },
    run: (values, model) => {
      const [active] = sourcesIn({ active: [values.active ?? ''] }, 'active') ?? [];
      model.select(rowsIn(values), active === '' ? undefined : active);
      return { selected: model.view.selected, active: model.view.active };
    }
  });
  to.addOnModel(CommandIDs.setView, 'Changing the view', {
    label: 'XES: Change View',
    inPalette: false,
    args: { view: viewSchema },
    required: ['view'],
    run: async (values, model) => {
      const { map, axes } = viewIn(objectIn(values, 'view'));
      const { setView } = await import('../analysis/document/index.js');
      setView(model.document, { map, axes }); // all of it is rejected if a part is invalid
      model.setView(map);
      model.setAxesView(axes);
      return { map: model.view.map, axes: model.view.axes };
    }
  });
}

/**
 * A part of a view as stored in the document.
 * @throws XESError `command/argument` for unknown keys.
 */
function viewIn({ map: view, axes = {}, ...others }: Record<string, unknown>): {
  map: Partial<MapView>;
  axes: Partial<AxesView>;
} {
  const isAxes = typeof axes === 'object' && axes !== null && !Array.isArray(axes);
  const wrong =
    Object.keys(others).find(key => !mapKeys.some(name => name === key)) ??
    (isAxes ? Object.keys(axes).find(key => !axesKeys.some(name => name === key)) : 'axes');
  if (wrong !== undefined) {
    const axesList = `axes: {${axesKeys.join(', ')}}`;
    throw argument(
      'view',
      `an object of ${['map', ...mapKeys, axesList].join(', ')}, not ${wrong}`
    );
  }
  // values are validated when they are set
  const map = { ...others, ...(view === undefined ? {} : { view }) };
  return { map: withoutNulls(map), axes: withoutNulls(axes as object) };
}

function withoutNulls<T extends object>(part: object): T {
  const entries = Object.entries(part).map(([key, value]: [string, unknown]) =>
    value === null && optionalKeys.includes(key) ? [key, undefined] : [key, value]
  );
  return Object.fromEntries(entries) as T;
}
