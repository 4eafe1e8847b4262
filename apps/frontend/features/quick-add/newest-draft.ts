import { storedDrafts, type Draft } from "../../app/drafts.ts";
import type { Picks } from "./line.ts";

/** The lines that a quick add of this page shows: no other one begins with them. */
const shown = new Set<string>();

/** The newest line that was not added and is shown nowhere on this page; null when there is none. */
export function newestDraft(): Draft | null {
  const drafts = storedDrafts().filter(isDraft);
  return drafts.findLast(({ id }) => !shown.has(id)) ?? null;
}

/** Says that a line is shown now; returns how to say that it is not any more. */
export function showDraft(id: string): () => void {
  shown.add(id);
  return () => shown.delete(id);
}

/** What another version wrote is left alone unless it is whole. */
function isDraft(stored: unknown): stored is Draft {
  if (typeof stored !== "object" || stored === null) return false;
  const { id, text, ignored, picks } = stored as Partial<Record<keyof Draft, unknown>>;
  const isWhole = typeof id === "string" && typeof text === "string" && Array.isArray(ignored);
  return isWhole && ignored.every(isSpan) && (picks === undefined || isPicks(picks));
}

function isSpan(stored: unknown): boolean {
  const { start, end } = Object(stored) as { start?: unknown; end?: unknown };
  return Number.isInteger(start) && Number.isInteger(end);
}

function isPicks(stored: unknown): boolean {
  const { dueDate, priority, tags } = Object(stored) as Partial<Record<keyof Picks, unknown>>;
  const isDue = dueDate === null || typeof dueDate === "string";
  return isDue && typeof priority === "string" && Array.isArray(tags);
}
