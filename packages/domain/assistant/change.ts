import type { Priority } from "@pakaura/contract/task";
import type { Rule, When } from "./reading/read-when.ts";

/** What is done to a task. JSON, so that a conversation can hold it. */
export type Change =
  | { does: "complete" | "uncomplete" | "delete" | "restore" }
  | { does: "when"; when: When; isForSeries?: boolean }
  /** Later by a length of time in words: "two days". */
  | { does: "shift"; span: string }
  | { does: "noDate" }
  | { does: "priority"; priority: Priority }
  | { does: "raise" | "lower" }
  | { does: "tag"; tags: readonly string[] }
  | { does: "untag"; tags: readonly string[] | "all" }
  | { does: "rule"; rule: Rule | null }
  | { does: "lead"; minutes: number | null }
  | { does: "title"; title: string }
  | { does: "notes"; notes: string }
  | { does: "snooze"; until: string };
