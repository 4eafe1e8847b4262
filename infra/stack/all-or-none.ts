type Stoppable = { stop: () => Promise<unknown> };

/** Resolves when everything has started; when something does not, the rest is stopped before it rejects. */
export async function allOrNone<Parts extends readonly Stoppable[]>(starting: {
  [Index in keyof Parts]: Promise<Parts[Index]>;
}): Promise<Parts> {
  const waiting: readonly Promise<Stoppable>[] = starting;
  const results = await Promise.allSettled(waiting);
  if (results.some(({ status }) => status === "rejected")) {
    for (const result of results) if (result.status === "fulfilled") await result.value.stop();
  }
  return Promise.all(starting);
}
