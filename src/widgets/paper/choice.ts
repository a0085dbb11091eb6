import { paperLimits } from '../../figures/paper/size.js';
import { usualPaper, type IPaperChoice } from './types.js';

/** Key in the browser's storage for how figures were last saved. */
const name = 'jupyterlab-xes:figure';

/** Whether a number is within the limits of a choice. */
export function isWithinPaper(key: keyof typeof paperLimits, value: unknown): value is number {
  const [least, most] = paperLimits[key];
  return typeof value === 'number' && value >= least && value <= most;
}

/** How figures were last saved in this browser; the defaults if unknown. */
export function lastPaper(): IPaperChoice {
  try {
    return choiceOf(JSON.parse(localStorage.getItem(name) ?? 'null'));
  } catch {
    return usualPaper; // storage may be unavailable
  }
}

export function rememberPaper(choice: IPaperChoice): void {
  try {
    localStorage.setItem(name, JSON.stringify(choice));
  } catch {
    // the next figure starts from the defaults
  }
}

/** Invalid parts are replaced by defaults, individually. */
export function choiceOf(found: unknown): IPaperChoice {
  const given = (typeof found === 'object' && found !== null ? found : {}) as Partial<
    Record<keyof IPaperChoice, unknown>
  >;
  const number = (key: 'width' | 'dpi' | 'fontSize') =>
    isWithinPaper(key, given[key]) ? given[key] : usualPaper[key];
  const flag = (key: 'hasCuts' | 'hasProfiles') =>
    typeof given[key] === 'boolean' ? given[key] : usualPaper[key];
  return {
    format:
      (['svg', 'pdf', 'png'] as const).find(entry => entry === given.format) ?? usualPaper.format,
    width: number('width'),
    height: isWithinPaper('height', given.height) ? given.height : null,
    dpi: number('dpi'),
    fontSize: number('fontSize'),
    style: (['paper', 'screen'] as const).find(entry => entry === given.style) ?? usualPaper.style,
    to: (['folder', 'download'] as const).find(entry => entry === given.to) ?? usualPaper.to,
    hasCuts: flag('hasCuts'),
    hasProfiles: flag('hasProfiles')
  };
}
