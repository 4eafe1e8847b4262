const defaultAfterMs = 5_000;

/** What the step resolves with. When it takes long, a person is told what is waited for. */
export async function sayWhenItTakesLong<Result>(
  step: Promise<Result>,
  say: () => void,
  afterMs = defaultAfterMs,
): Promise<Result> {
  const timer = setTimeout(say, afterMs);
  try {
    return await step;
  } finally {
    clearTimeout(timer);
  }
}
