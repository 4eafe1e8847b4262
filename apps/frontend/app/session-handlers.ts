import type { StreamEvent } from "@pakaura/contract/events";

/** What the page does besides, while somebody is signed in. */
export type SessionHandlers = {
  onEvents: (events: readonly StreamEvent[]) => void;
  onActivity: () => void;
  onFilters: () => void;
  /** Events were missed: what they may have told of, beside tasks, is to be asked for again. */
  onMissed: () => void;
};
