import type { Priority } from "@pakaura/contract/task";
import type { When as FilterWhen } from "../../filter/filter.ts";
import type { WordClasses } from "../frames/frame.ts";

/** What a frame makes of its words, in the order in which frames are tried. */
export const frameKinds = [
  "help",
  "undo",
  "plan",
  "review",
  "history",
  "activity",
  "note",
  "rename",
  "snooze",
  "noLead",
  "lead",
  "noRule",
  "reopen",
  "skip",
  "noDate",
  "noPriority",
  "important",
  "unimportant",
  "raise",
  "lower",
  "priority",
  "tag",
  "untag",
  "rule",
  "lackNote",
  "lackLead",
  "create",
  "pullBy",
  "moveBy",
  "date",
  "restore",
  "complete",
  "doneAs",
  "delete",
  "retitle",
  "list",
  "lackDate",
  "lackPriority",
  "lackName",
  "jot",
  "vague",
  "mention",
] as const;
export type FrameKind = (typeof frameKinds)[number];

/** Why what was said is no command. */
export type NoCommand = "negated" | "question" | "wish" | "hypothesis" | "foreign" | "unknown";

export type ActivityVerb = "completed" | "created" | "deleted" | "moved" | "changed" | "any";

/**
 * The words and frames of a language: all that the assistant knows of it. A frame that begins with `~` holds only
 * for real tasks.
 */
export type Language = {
  code: string;
  classes: WordClasses;
  frames: Readonly<Record<FrameKind, readonly string[]>>;
  /** What may stand before or behind a command and says nothing. */
  politeBefore: readonly string[];
  politeAfter: readonly string[];
  /** What joins clauses, and what joins tasks. */
  clauseJoins: readonly string[];
  and: readonly string[];
  /** Words anywhere that make a clause no command; at its beginning for `opens`. */
  gate: Readonly<
    Record<
      Exclude<NoCommand, "unknown" | "foreign">,
      { opens: readonly string[]; holds: readonly string[] }
    >
  >;
  yes: readonly string[];
  no: readonly string[];
  /** What begins a correction. */
  corrections: readonly string[];
  /** "Same for", "also": the last command for another task. */
  again: readonly string[];
  only: readonly string[];
  /** Words of a target that name no task. */
  fillers: readonly string[];
  all: readonly string[];
  it: readonly string[];
  them: readonly string[];
  both: readonly string[];
  /** "The first one" is 1, "the last one" is -1. */
  ordinals: Readonly<Record<string, number>>;
  /** How many: "two" is 2. */
  counts: Readonly<Record<string, number>>;
  /** What a list of tasks is called, with the words before: "to do list", "inbox". */
  listNouns: readonly string[];
  /** What joins a list to a task: "from", "off". */
  listJoins: readonly string[];
  /** Things that are no tasks: playlists, contacts, the weather. */
  foreign: readonly string[];
  foreignVerbs: readonly string[];
  /** Words for priorities beside those of quick add. */
  priorities: Readonly<Record<string, Priority>>;
  overdue: readonly string[];
  open: readonly string[];
  done: readonly string[];
  undated: readonly string[];
  dated: readonly string[];
  recurring: readonly string[];
  tagged: readonly string[];
  periods: Readonly<Record<string, FilterWhen>>;
  pastPeriods: Readonly<Record<string, FilterWhen>>;
  /** What a question for a list may say besides. */
  listFillers: readonly string[];
  listSigns: readonly string[];
  activityVerbs: Readonly<Record<string, ActivityVerb>>;
  /** Verbs that begin a task, so that "and" before them begins another one. */
  taskVerbs: readonly string[];
  stem: (word: string) => string;
  /** Whether a word tells of what was done: "mowed", "gekauft". */
  isPast: (word: string) => boolean;
  /** A title as a task is called: "die Miete überweisen" for "die Miete zu überweisen". */
  tidyTitle: (title: string) => string;
};
