declare module 'plotly.js/lib/core' {
  const plotly: unknown;
  export default plotly;
}
