/** Colours and font of a plot, taken from JupyterLab's theme. */
export interface ITheme {
  text: string;
  /** Fainter than what is drawn over it. */
  grid: string;
  /** Of axes. */
  border: string;
  /** Of the page below the plot. */
  ground: string;
  accent: string;
  second: string;
  font: string;
}

/** Read the theme's CSS variables where a node stands. @param isPaper take light colours, whatever the page's. */
export function readTheme(node: HTMLElement, isPaper = false): ITheme {
  const style = getComputedStyle(node);
  const isFixed = (name: string) => isPaper && name !== '--jp-ui-font-family';
  const read = (name: string, fallback: string) =>
    (isFixed(name) ? '' : style.getPropertyValue(name).trim()) || fallback;
  return {
    text: read('--jp-ui-font-color1', '#212121'),
    // a border in light and dark, but half as bright in high contrast, where JupyterLab's hide the curves
    grid: 'rgba(128, 128, 128, 0.25)',
    border: read('--jp-border-color2', '#e0e0e0'),
    ground: read('--jp-layout-color1', '#ffffff'),
    accent: read('--jp-brand-color1', '#1976d2'),
    second: read('--jp-warn-color1', '#e65100'),
    font: read('--jp-ui-font-family', 'sans-serif')
  };
}
