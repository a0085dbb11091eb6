/** What a series is examined for: whether scans agree, or how they change with time. */
export const seriesPages = ['quality', 'damage'] as const;

export type SeriesPageName = (typeof seriesPages)[number];
