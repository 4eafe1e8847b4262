/** What `work` comes to, or a rejection with what `late` makes when that takes longer than `timeoutMs`; it is not ended then. */
export async function inTime<Value>(
  work: Promise<Value>,
  timeoutMs: number,
  late: () => Error = () => new Error(`Not done in ${timeoutMs} ms`),
): Promise<Value> {
  const { promise: expired, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(late()), timeoutMs);
  try {
    return await Promise.race([work, expired]);
  } finally {
    clearTimeout(timer);
  }
}
