import type { StreamEvent } from "@pakaura/contract/events";
import { isOwnRequest } from "../../lib/own-requests.ts";
import { watchOverwritten } from "./overwritten.ts";
import { tellConflicts } from "./tell-conflicts.ts";

const watch = watchOverwritten(isOwnRequest);

/** Says which of the words that were written here gave way to those of somebody else, and offers them again. */
export function tellOverwritten(events: readonly StreamEvent[]): void {
  const conflicts = watch(events);
  if (conflicts.length > 0) tellConflicts(conflicts);
}
