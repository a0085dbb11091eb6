/** What a promise comes to, or `otherwise` where it fails or is not there in time (ms). */
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
