// Loaded with JupyterLab; the viewer's own styles come with the first document (viewer.css).
import './document.css';
