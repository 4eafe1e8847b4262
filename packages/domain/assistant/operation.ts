import type { CreateTask, UpdateTask } from "@pakaura/contract/http";

/** A change to one task, as the contract writes it. */
export type Operation =
  | { op: "create"; id: string; body: CreateTask }
  | { op: "update"; id: string; body: UpdateTask; scope?: "this" | "following" }
  | { op: "complete" | "uncomplete" | "delete" | "restore"; id: string }
  /** Null takes back that it was put off. */
  | { op: "snooze_reminder"; id: string; until: string | null };
