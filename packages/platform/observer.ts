import type { Topic } from "@pakaura/contract/events";

/** How the handling of one event ended, or went on: `retried` is counted for each failed try. */
export type Outcome = "ok" | "retried" | "dead_letter";

/** Told of what happens, for metrics. Must not throw. */
export type PlatformObserver = {
  onProcessed: (consumerGroup: string, type: string, outcome: Outcome) => void;
  onPublished: (topic: Topic, type: string) => void;
};

export const silentObserver: PlatformObserver = {
  onProcessed: () => undefined,
  onPublished: () => undefined,
};
