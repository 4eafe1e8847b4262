import type { Draft } from "../deciding/draft.ts";
import type { Lack } from "../lack.ts";
import type { NoCommand } from "../languages/language.ts";
import type { AssistantEntry, AssistantTask } from "../world.ts";

/** What the assistant says, in one language. Short, with the weekday of each date, and why something was not done. */
export type Replies = {
  executed: (draft: Draft) => string;
  confirm: (draft: Draft) => string;
  /** What another reader than the rules took the words for: done only when it is right. */
  proposed: (draft: Draft) => string;
  /** Everything was so already, or cannot be. */
  nothingDone: (draft: Draft) => string;
  tooMany: (count: number, most: number) => string;
  which: (candidates: readonly AssistantTask[]) => string;
  lacks: (lack: Lack) => string;
  listed: (tasks: readonly AssistantTask[]) => string;
  dayPlan: (tasks: readonly AssistantTask[]) => string;
  activity: (entries: readonly AssistantEntry[]) => string;
  /** A task that was named, with nothing to do with it. */
  shown: (tasks: readonly AssistantTask[]) => string;
  refused: (why: NoCommand) => string;
  offer: (tasks: readonly { title: string }[]) => string;
  declined: () => string;
  outdated: () => string;
  undone: (count: number) => string;
  nothingToUndo: () => string;
  notUnderstood: () => string;
  whatInstead: () => string;
  help: () => string;
};
