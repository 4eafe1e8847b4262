import type { Line, Picks } from "../features/quick-add/line.ts";
import { lastUserId } from "./last-user.ts";

/** A line of a quick add that was not added; with picks when some were made besides. */
export type Draft = Line & { id: string; picks?: Picks };

const nameOf = (userId: string): string => `pakaura.drafts:${userId}`;

/** So many are kept, the newest ones. */
const mostDrafts = 20;

/** Keeps a line for the next quick add, in this browser and for this person; an empty one is forgotten. */
export function saveDraft(draft: Draft): void {
  const userId = lastUserId();
  if (userId === null) return;
  const stored = storedDrafts();
  const others = stored.filter((one) => (Object(one) as Partial<Draft>).id !== draft.id);
  const isEmpty = draft.text.trim() === "";
  if (isEmpty && others.length === stored.length) return;
  const kept = isEmpty ? others : [...others, draft].slice(-mostDrafts);
  if (kept.length === 0) return forgetDrafts(userId);
  try {
    localStorage.setItem(nameOf(userId), JSON.stringify(kept));
  } catch {
    // Without room the line lives as long as its field.
  }
}

/** Forgets every line: the person signs out. */
export function forgetDrafts(userId: string): void {
  localStorage.removeItem(nameOf(userId));
}

/** What is kept for the person, the newest last; another version may have written it. */
export function storedDrafts(): unknown[] {
  const userId = lastUserId();
  const text = userId === null ? null : localStorage.getItem(nameOf(userId));
  try {
    const stored: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(stored) ? stored : [];
  } catch {
    return [];
  }
}
