import { element } from './dom.js';

const svg = 'http://www.w3.org/2000/svg';

/**
 * A checkbox that looks like a toolbar button.
 * @param name of what it turns on, for screen readers and at the beginning of the tooltip.
 * @param path of the icon, in a square of 16 × 16.
 */
export function iconToggle(
  name: string,
  explanation: string,
  box: HTMLInputElement,
  path: string
): HTMLLabelElement {
  const node = element('label', 'jp-XESToggle');
  node.title = `${name}: ${explanation}`;
  box.setAttribute('aria-label', name);
  const icon = document.createElementNS(svg, 'svg');
  icon.setAttribute('viewBox', '0 0 16 16');
  icon.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS(svg, 'path');
  line.setAttribute('d', path);
  icon.append(line);
  node.append(box, icon);
  return node;
}
