type Waiting<Item> = { item: Item; resolve: () => void; reject: (reason: unknown) => void };

/** Errors of PostgreSQL that a row brings on itself: class 22 (data) and 23 (constraints). */
function isFaultOfARow(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error)) return false;
  return typeof error.code === "string" && /^2[23]/.test(error.code);
}

/**
 * How long a write waits for more, when the one before had several items: under load a commit for
 * every few entries takes the processor from the people who wait for their own.
 */
const gatherMs = 50;
/** This many are worth a write at once. */
const enough = 100;

/**
 * Gathers items that are handed in at the same time, or shortly after another batch, into one write.
 * The promise of an item resolves when it is written. When one item spoils a batch, the items are
 * written one by one, so that only its own promise rejects.
 */
export function batchWrites<Item>(
  write: (items: Item[]) => Promise<void>,
  maximum: number,
): (item: Item) => Promise<void> {
  let waiting: Waiting<Item>[] = [];
  let isRunning = false;
  let lastSize = 1;

  async function writeBatch(batch: Waiting<Item>[]): Promise<void> {
    try {
      await write(batch.map(({ item }) => item));
      for (const { resolve } of batch) resolve();
    } catch (error) {
      if (batch.length > 1 && isFaultOfARow(error)) {
        for (const one of batch) await writeBatch([one]);
      } else {
        for (const { reject } of batch) reject(error);
      }
    }
  }

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      if (lastSize > 1 && waiting.length < enough)
        await new Promise((resolve) => setTimeout(resolve, gatherMs));
      const batch = waiting.slice(0, maximum);
      waiting = waiting.slice(maximum);
      lastSize = batch.length;
      await writeBatch(batch);
    }
    isRunning = false;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (isRunning) return;
      isRunning = true;
      // Deliveries that were started together arrive within one turn of the event loop.
      setImmediate(() => void run());
    });
}
