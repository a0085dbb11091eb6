import { lightTheme, type ITheme } from '../figures/theme.js';

export type { ITheme };

/**
 * Read the theme's CSS variables at a node. @param isPaper use light colours, whatever the page's.
 */
export function readTheme(node: HTMLElement, isPaper = false): ITheme {
  const style = getComputedStyle(node);
  const isFixed = (name: string) => isPaper && name !== '--jp-ui-font-family';
  const read = (name: string, fallback: string) =>
    (isFixed(name) ? '' : style.getPropertyValue(name).trim()) || fallback;
  return {
    text: read('--jp-ui-font-color1', lightTheme.text),
    grid: lightTheme.grid,
    border: read('--jp-border-color2', lightTheme.border),
    ground: read('--jp-layout-color1', lightTheme.ground),
    accent: read('--jp-brand-color1', lightTheme.accent),
    second: read('--jp-warn-color1', lightTheme.second),
    font: read('--jp-ui-font-family', lightTheme.font)
  };
}
