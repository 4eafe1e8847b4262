import { minutesWords } from "../../date-words.ts";
import type { Draft } from "../deciding/draft.ts";
import type { Operation } from "../operation.ts";
import type { Replies } from "./replies.ts";
import type { ReplyWords } from "./reply-words.ts";

const asks = {
  title: "What should I add?",
  target: "Which task?",
  tag: "Which tag?",
  when: "Until when?",
  priority: "Which priority?",
  date: "When?",
  name: "What should it be called?",
  note: "What should the note say?",
  lead: "How long before?",
  command: "What should I do, and with which task?",
} as const;

const refusals = {
  negated: "All right, nothing was changed.",
  question: "I changed nothing. Tell me what to do, and I will do it.",
  wish: "I changed nothing. Say “add …” if it should be a task.",
  hypothesis: "I changed nothing: that depends on something I cannot know.",
  foreign: "That is not about tasks, so I changed nothing.",
  unknown: "I did not understand that, and changed nothing. Say “help” for what I can do.",
} as const;

const problems: Record<string, string> = {
  same: "is so already",
  "no reminder": "has no reminder to put off",
  "no date": "has no date to move",
  "not a time": "cannot be moved by that",
  tags: "cannot have these tags",
  "no series": "does not repeat",
  "other day": "has its next date on another day",
};

/** What the assistant says in English. */
export function englishReplies(words: ReplyWords): Replies {
  const { title, titles } = words;
  const count = (number: number): string => `${number} task${number === 1 ? "" : "s"}`;
  const failed = ({ problems: all }: Draft): string =>
    all
      .map(({ task, problem }) => ` ${title(task.title)} ${problems[problem] ?? problem}.`)
      .join("");
  return {
    executed: (draft) =>
      draft.operations.map((operation) => done(operation, words)).join(" ") + failed(draft),
    confirm: ({ operations }) => {
      const deleted = operations.filter(({ op }) => op === "delete").length;
      const completed = operations.filter(({ op }) => op === "complete").length;
      const what = deleted > 0 ? `Delete ${count(deleted)}` : `Complete ${count(completed)}`;
      const tasks = operations.flatMap(({ id }) => words.taskOf(id) ?? []);
      return `${what}: ${titles(tasks)}? Say yes or no.`;
    },
    proposed: ({ operations }) =>
      `${operations.map((operation) => proposal(operation, words)).join(" ")} Shall I? Say yes or no.`,
    nothingDone: (draft) =>
      draft.problems.length > 0 ? failed(draft).trim() : "There is no such task.",
    tooMany: (number, most) =>
      `Those are ${number} changes; one turn makes at most ${most}. Nothing was changed.`,
    which: (candidates) =>
      candidates.length === 0
        ? "I found no such task. Which one do you mean?"
        : `Which one: ${words.choices(candidates)}?`,
    lacks: (lack) => asks[lack],
    listed: (tasks) =>
      tasks.length === 0 ? "No tasks match." : `${count(tasks.length)}: ${titles(tasks)}.`,
    dayPlan: (tasks) => (tasks.length === 0 ? "Nothing is due today." : `Today: ${titles(tasks)}.`),
    activity: (entries) =>
      entries.length === 0
        ? "The log has nothing of that."
        : entries
            .slice(0, 5)
            .map(
              ({ task_title: name, sentence, time }) =>
                `${words.date(time)}: ${sentence.includes(name) ? sentence : `${title(name)}: ${sentence}`}.`,
            )
            .join(" "),
    shown: (tasks) => `What should I do with ${titles(tasks)}?`,
    refused: (why) => refusals[why],
    offer: (tasks) => `Should I add ${titles(tasks)} as a task?`,
    declined: () => "All right, nothing was changed.",
    outdated: () => "There is nothing to confirm any more.",
    undone: (number) => `Undone: ${number} change${number === 1 ? "" : "s"}.`,
    nothingToUndo: () => "There is nothing to undo.",
    notUnderstood: () => refusals.unknown,
    whatInstead: () => "What should it be instead? Say “undo” to take the last change back.",
    help: () =>
      "You can add tasks, list them, move, prioritise, tag, repeat, rename, complete, delete and restore them, ask what you did, and say “undo”. For example: “move the report to Friday at 3pm”, “what's overdue?”, “what did I finish last week?”.",
  };
}

function done(operation: Operation, words: ReplyWords): string {
  const { title, date } = words;
  const name = title(words.taskOf(operation.id)?.title ?? "");
  switch (operation.op) {
    case "create": {
      const { body } = operation;
      const due = body.due_date ? ` for ${date(body.due_date)}` : "";
      return `Added ${title(body.title)}${due}.`;
    }
    case "complete":
      return `Completed ${name}.`;
    case "uncomplete":
      return `Reopened ${name}.`;
    case "delete":
      return `Deleted ${name}.`;
    case "restore":
      return `Restored ${name}.`;
    case "snooze_reminder":
      return operation.until === null
        ? "The reminder is as it was."
        : `Snoozed until ${date(operation.until)}.`;
    case "update":
      return `${name}: ${changesIn(operation.body, words).join(", ")}.`;
  }
}

const imperatives = {
  complete: "Complete",
  uncomplete: "Reopen",
  delete: "Delete",
  restore: "Restore",
} as const;

/** An operation before it is done. */
function proposal(operation: Operation, words: ReplyWords): string {
  const { title, date } = words;
  const name = title(words.taskOf(operation.id)?.title ?? "");
  switch (operation.op) {
    case "create": {
      const { body } = operation;
      return `Add ${title(body.title)}${body.due_date ? ` for ${date(body.due_date)}` : ""}.`;
    }
    case "snooze_reminder":
      return operation.until === null
        ? "Leave the reminder as it was."
        : `Snooze until ${date(operation.until)}.`;
    case "update":
      return done(operation, words);
    case "complete":
    case "uncomplete":
    case "delete":
    case "restore":
      return `${imperatives[operation.op]} ${name}.`;
  }
}

function changesIn(
  body: Extract<Operation, { op: "update" }>["body"],
  { title, date }: ReplyWords,
): string[] {
  const lead = body.reminder_lead_minutes;
  return [
    ...(body.title === undefined ? [] : [`renamed to ${title(body.title)}`]),
    ...(body.due_date === undefined
      ? []
      : [body.due_date === null ? "no date" : `moved to ${date(body.due_date)}`]),
    ...(body.priority === undefined ? [] : [`priority ${body.priority}`]),
    ...(body.tags === undefined
      ? []
      : [body.tags.length === 0 ? "no tags" : `tags ${body.tags.join(", ")}`]),
    ...(body.recurrence === undefined
      ? []
      : [body.recurrence === null ? "repeats no more" : "repeats from now on"]),
    ...(lead === undefined
      ? []
      : [lead === null ? "no reminder" : `reminder ${minutesWords(lead)} before`]),
    ...(body.notes === undefined ? [] : ["note written"]),
  ];
}
