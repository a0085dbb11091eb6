/** The two documents: a scan by itself, and an analysis. */
export type DocumentKind = 'scan' | 'analysis';
