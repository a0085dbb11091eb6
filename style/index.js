// Nothing is loaded with JupyterLab: the viewer's styles are loaded with the first document
// (viewer.css).
