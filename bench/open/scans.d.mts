export declare const sizes: readonly number[];
export declare const layouts: readonly string[];
export declare function scansToOpen(): string;
export declare function mapToOpen(size: number): string;
