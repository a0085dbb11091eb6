export const missingBrowser: string;
export function findBrowser(): string | null;
export function ensureBrowser(): Promise<void>;
