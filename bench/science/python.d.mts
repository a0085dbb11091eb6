/** Path of the project's Python. */
export declare const python: string;
