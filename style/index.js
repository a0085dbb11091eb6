// Nothing is loaded with JupyterLab: the viewer's styles come with the first document (viewer.css).
