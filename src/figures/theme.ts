/** Colours and font of a plot. */
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
  /** Whether all curves are drawn alike: paper knows none that is active. */
  isEven?: boolean;
}

/** On white paper, whatever the page's colours are. */
export const lightTheme: ITheme = {
  text: '#212121',
  // a border in light and dark, but half as bright in high contrast, where JupyterLab's hide the curves
  grid: 'rgba(128, 128, 128, 0.25)',
  border: '#e0e0e0',
  ground: '#ffffff',
  accent: '#1976d2',
  second: '#e65100',
  font: 'sans-serif'
};
