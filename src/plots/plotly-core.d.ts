declare module 'plotly.js/lib/core' {
  const plotly: import('./plotly.js').IPlotly;
  export default plotly;
}
