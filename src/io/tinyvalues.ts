/** The values of the tiny file; its reader must return every bit. */
export const tinyValues: readonly number[] = [8979.0625, 0.1, -1 / 3, 2 ** -1074, 1.7e308];
