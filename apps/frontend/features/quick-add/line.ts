import type { Priority } from "@pakaura/contract/task";
import type { Span } from "@pakaura/domain/quick-add/phrase";

/** A line as it is being written, and what of it the person took back. */
export type Line = { text: string; ignored: readonly Span[] };

/** What was chosen by pointer; the words of the line come first. */
export type Picks = { dueDate: string | null; priority: Priority; tags: readonly string[] };
