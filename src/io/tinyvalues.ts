/** What the tiny file holds; its reader must give back every bit. */
export const tinyValues: readonly number[] = [8979.0625, 0.1, -1 / 3, 2 ** -1074, 1.7e308];
