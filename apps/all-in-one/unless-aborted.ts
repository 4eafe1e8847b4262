/** What the step resolves with; rejects at once when the signal is given, whatever becomes of the step. */
export async function unlessAborted<Result>(
  step: Promise<Result>,
  signal: AbortSignal,
): Promise<Result> {
  const aborted = Promise.withResolvers<never>();
  const onAbort = () => aborted.reject(signal.reason);
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    signal.throwIfAborted();
    return await Promise.race([step, aborted.promise]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
