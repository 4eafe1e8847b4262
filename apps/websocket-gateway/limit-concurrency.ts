/** Lets at most `maximum` of the tasks that go through it run at the same time; the others wait. */
export function limitConcurrency(maximum: number) {
  const waiting: (() => void)[] = [];
  let running = 0;

  return async function run<Value>(task: () => Promise<Value>): Promise<Value> {
    if (running >= maximum) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await task();
    } finally {
      // The place goes to the next in line without becoming free, so that nobody overtakes it.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
