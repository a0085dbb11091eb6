"""What `import jupyterlab_xes as xes` gives: scans, steps, results and analyses, computed by the engine."""
