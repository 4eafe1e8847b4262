import type { Priority } from "@pakaura/contract/task";
import type { Rule, When } from "./reading/read-when.ts";

/** What is done to a task. JSON, so that a conversation can hold it. */
export type Change =
  | { does: "complete" | "uncomplete" | "delete" | "restore" }
  | { does: "when"; when: When; isForSeries?: boolean }
  /** Later, or earlier, by a length of time in words: "two days". */
  | { does: "shift"; span: string; isEarlier: boolean }
  | { does: "noDate" }
  /** An instance of a series gives way to the next one; the day that was named must be its own. */
  | { does: "skip"; day: string | null }
  | { does: "priority"; priority: Priority }
  | { does: "raise" | "lower" }
  | { does: "tag"; tags: readonly string[] }
  | { does: "untag"; tags: readonly string[] | "all" }
  | { does: "rule"; rule: Rule | null }
  | { does: "lead"; minutes: number | null }
  | { does: "title"; title: string }
  | { does: "notes"; notes: string }
  | { does: "snooze"; until: string };
