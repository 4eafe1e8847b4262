import type { QuickAdd } from "../quick-add/parse-quick-add.ts";
import type { Conversation } from "./conversation.ts";
import type { Lexicon } from "./languages/lexicon.ts";
import type { SpokenAt } from "./moment.ts";
import type { TaskIndex } from "./targets/task-index.ts";
import type { AssistantTask, World } from "./world.ts";

/** What is said about a task beside its title, as quick add reads a clause. */
export type Said = Pick<
  QuickAdd,
  "dueDate" | "recurrence" | "priority" | "tags" | "reminderLeadMinutes" | "found"
>;

/** What a clause is read and carried out with. */
export type Context = {
  text: string;
  at: SpokenAt;
  /** The locale of the person, which may be of another language than the one that is read. */
  spokenLocale: string;
  lexicon: Lexicon;
  world: World;
  index: TaskIndex;
  trashIndex: TaskIndex;
  conversation: Conversation;
  /** The tags that the tasks have. */
  tags: ReadonlySet<string>;
  /** What earlier clauses of the turn spoke of: "it". */
  spokenOf: string[];
  /** The tags that they spoke of: "take that tag off". */
  spokenTags: readonly string[];
  /** What was found to fit into slots, by slot and place: neither depends on the clause. */
  fits: Map<string, boolean>;
  /** What quick add read of clauses, by place. */
  sayings: Map<string, Said>;
  /** Whether words were put in place of typing errors: then a deletion asks. */
  isCorrected: boolean;
  /** The tasks as earlier clauses of the turn leave them. */
  changed: Map<string, AssistantTask>;
};
