import type { PlatformObserver } from "@pakaura/platform/observer";
import { metrics } from "./metrics.ts";

/** Counts what the building blocks do with events. */
export const countingObserver: PlatformObserver = {
  onProcessed: (service, type, outcome) => metrics.eventsProcessed.inc({ service, type, outcome }),
  onPublished: (topic, type) => metrics.eventsPublished.inc({ topic, type }),
};

type Sources = {
  lags: () => Promise<Map<string, number>>;
  deadLetterCounts?: (() => Promise<Map<string, number>>) | undefined;
};

/** Sets the gauges that are only worth computing when somebody asks. */
export async function refreshEventGauges({ lags, deadLetterCounts }: Sources): Promise<void> {
  for (const [group, seconds] of await lags())
    metrics.eventLag.set({ consumer_group: group }, seconds);
  if (!deadLetterCounts) return;
  metrics.deadLetters.reset();
  for (const [service, count] of await deadLetterCounts())
    metrics.deadLetters.set({ service }, count);
}
