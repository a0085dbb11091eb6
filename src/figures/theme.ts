/** Colours and font of a plot. */
export interface ITheme {
  text: string;
  /** Fainter than what is drawn over it. */
  grid: string;
  /** Of axes. */
  border: string;
  /** Background of the plot. */
  ground: string;
  accent: string;
  second: string;
  font: string;
  /** Whether all curves look the same: on paper none is active. */
  isEven?: boolean;
}

/** For white paper, whatever the page's colours are. */
export const lightTheme: ITheme = {
  text: '#212121',
  // like a border in light and dark themes, but half as bright in high contrast, where JupyterLab's
  // would hide the curves
  grid: 'rgba(128, 128, 128, 0.25)',
  border: '#e0e0e0',
  ground: '#ffffff',
  accent: '#1976d2',
  second: '#e65100',
  font: 'sans-serif'
};
