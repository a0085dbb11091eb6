import { usualLook, type IPaperLook } from '../figures/paper/look.js';
import { paperLimits } from '../figures/paper/size.js';
import { argument } from './arguments.js';
import { numberIn, oneOf, requireBoolean } from './documentarguments.js';
import type { Args, ArgumentSchema } from './registrar.js';

const styles = ['paper', 'screen'] as const;
const of = 'Of a figure (.svg, .pdf, .png): ';

/** The look of a figure, as arguments of a command. */
export const figureSchema: Readonly<Record<string, ArgumentSchema>> = {
  width: number('width', `its width, cm; ${usualLook.width} without`),
  height: number('height', 'its height, cm; what suits it without'),
  dpi: number('dpi', `pixels an inch of a PNG, and of maps; ${usualLook.dpi} without`),
  fontSize: number('fontSize', `size of its words, pt; ${usualLook.fontSize} without`),
  style: {
    enum: [...styles],
    description: `${of}as papers have it (black, framed, no grid; without it), or as on a light screen.`
  },
  cuts: {
    type: 'boolean',
    description: `${of}whether cuts are drawn over maps; they are without.`
  },
  profiles: {
    type: 'boolean',
    description: `${of}whether profiles along cuts are drawn next to their maps; absent: they are.`
  }
};

function number(name: keyof typeof paperLimits, what: string): ArgumentSchema {
  const [minimum, maximum] = paperLimits[name];
  return { type: 'number', minimum, maximum, description: `${of}${what}.` };
}

/** The look of a figure; null if no argument specifies it. @throws XESError `command/argument` */
export function lookIn(values: Args): Partial<IPaperLook> | null {
  const numbers = (Object.keys(paperLimits) as (keyof typeof paperLimits)[]).flatMap(name => {
    const [least, most] = paperLimits[name];
    const wanted = `a number from ${least} to ${most}`;
    const value = numberIn(values, name, wanted);
    if (value !== undefined && !(value >= least && value <= most)) {
      throw argument(name, wanted);
    }
    return value === undefined ? [] : [[name, value] as const];
  });
  const look = {
    ...(Object.fromEntries(numbers) as Partial<IPaperLook>),
    ...(values.style === undefined ? {} : { style: oneOf(values, 'style', styles) }),
    ...(values.cuts === undefined ? {} : { hasCuts: requireBoolean(values, 'cuts') }),
    ...(values.profiles === undefined ? {} : { hasProfiles: requireBoolean(values, 'profiles') })
  };
  return Object.keys(look).length > 0 ? look : null;
}
