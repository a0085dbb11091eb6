/** The result of a promise, or `otherwise` if it rejects or takes longer than `time` (ms). */
export async function within<T, U>(
  time: number,
  work: () => T | Promise<T>,
  otherwise: U
): Promise<T | U> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<U>(resolve => {
    timer = setTimeout(() => resolve(otherwise), time);
  });
  try {
    return await Promise.race([work(), late]);
  } catch {
    return otherwise;
  } finally {
    clearTimeout(timer);
  }
}
