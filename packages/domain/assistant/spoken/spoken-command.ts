import type { SlotName } from "../frames/frame.ts";
import type { FrameKind } from "../languages/language.ts";

/** The kinds of commands that may come from a reader other than the rules, with the slots that each needs. */
export const spokenKinds = {
  create: ["title"],
  list: ["words"],
  activity: ["words"],
  history: ["target"],
  plan: [],
  review: [],
  help: [],
  complete: ["target"],
  reopen: ["target"],
  delete: ["target"],
  restore: ["target"],
  date: ["target", "when"],
  moveBy: ["target", "span"],
  noDate: ["target"],
  priority: ["target", "priority"],
  noPriority: ["target"],
  tag: ["target", "tag"],
  untag: ["target", "tag"],
  rule: ["target", "rule"],
  noRule: ["target"],
  lead: ["target", "lead"],
  noLead: ["target"],
  rename: ["target", "title"],
  note: ["target", "text"],
  snooze: ["target", "when"],
} as const satisfies Partial<Record<FrameKind, readonly SlotName[]>>;

export type SpokenKind = keyof typeof spokenKinds;

/**
 * A command as another reader than the rules gives it: a kind, and phrases in the person's words. It has no ids and no
 * dates, so that it can mean only what words can mean.
 */
export type SpokenCommand = { kind: SpokenKind; phrases: Partial<Record<SlotName, string>> };
