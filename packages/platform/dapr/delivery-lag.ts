/** The age of what is being handled: while there is a backlog its oldest event is among it. */
export type DeliveryLag = {
  begin: (time: string | undefined) => () => void;
  /** 0 while nothing is being handled. */
  seconds: () => number;
};

export function createDeliveryLag(): DeliveryLag {
  const beingHandled = new Set<{ since: number }>();
  return {
    begin(time) {
      const entry = { since: Date.parse(time ?? "") || Date.now() };
      beingHandled.add(entry);
      return () => void beingHandled.delete(entry);
    },
    seconds() {
      const since = Math.min(...[...beingHandled].map((entry) => entry.since));
      return Number.isFinite(since) ? Math.max(0, (Date.now() - since) / 1_000) : 0;
    },
  };
}
