import type { Topic } from "@pakaura/contract/events";

/** How the handling of one event ended, or went on: `retried` is counted for each failed try. */
export type Outcome = "ok" | "retried" | "dead_letter";

/** Told of what happens, for metrics. Must not throw. */
export type PlatformObserver = {
  onProcessed: (consumerGroup: string, type: string, outcome: Outcome) => void;
  onPublished: (topic: Topic, type: string) => void;
  /**
   * An event is on its way to the broker, as a step of what `parent` (a `traceparent`) is part of. Gives the `traceparent` of the
   * step and what ends it; null while nobody traces.
   */
  onPublishing: (topic: Topic, parent: string | null) => Publishing | null;
};

export type Publishing = { traceparent: string; end: (isError: boolean) => void };

export const silentObserver: PlatformObserver = {
  onProcessed: () => undefined,
  onPublished: () => undefined,
  onPublishing: () => null,
};
