"""The API of `import jupyterlab_xes as xes`: scans, steps, results and analyses, computed by the engine."""
