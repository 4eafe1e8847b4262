import type { SlotName } from "@pakaura/domain/assistant/frames/frame";
import type { SpokenCommand, SpokenKind } from "@pakaura/domain/assistant/spoken/spoken-command";
import { tool, type ToolSet } from "ai";
import { z } from "zod";

/** A phrase of a model: `null` is nothing, as some models send it. */
const phrase = (about: string) => z.string().min(1).max(500).describe(about);

const parts: Partial<Record<SlotName, string>> = {
  target: "Which tasks: words of a title, or a group such as “all overdue tasks”, or “it”",
  title: "The title",
  when: "A day or time in the person's words, such as “friday at 3pm”",
  span: "A length of time in the person's words, such as “two days”",
  priority: "none, low, medium, high or urgent",
  tag: "Tags, separated by commas",
  rule: "How often, in the person's words, such as “every second friday”",
  lead: "How long before, in the person's words, such as “an hour”",
  text: "The note",
  words: "What is asked for, in the person's words, such as “tagged work, due this week”",
};

type Tool = {
  kind: SpokenKind;
  about: string;
  needs: readonly SlotName[];
  may?: readonly SlotName[];
};

/** The commands of the assistant, by the names that a model gets. */
const commands: Readonly<Record<string, Tool>> = {
  add_task: {
    kind: "create",
    about: "Make a new task",
    needs: ["title"],
    may: ["when", "rule", "priority", "tag", "lead"],
  },
  list_tasks: { kind: "list", about: "Show tasks", needs: ["words"] },
  show_activity: { kind: "activity", about: "Say what was done, and when", needs: ["words"] },
  show_history: { kind: "history", about: "Say what was done with a task", needs: ["target"] },
  complete: { kind: "complete", about: "Mark as done", needs: ["target"] },
  reopen: { kind: "reopen", about: "Mark as not done", needs: ["target"] },
  delete: { kind: "delete", about: "Delete", needs: ["target"] },
  restore: { kind: "restore", about: "Bring back what was deleted", needs: ["target"] },
  set_due_date: { kind: "date", about: "Move to a day or time", needs: ["target", "when"] },
  postpone: { kind: "moveBy", about: "Move by a length of time", needs: ["target", "span"] },
  clear_due_date: { kind: "noDate", about: "Take the date away", needs: ["target"] },
  set_priority: { kind: "priority", about: "Set the priority", needs: ["target", "priority"] },
  add_tags: { kind: "tag", about: "Add tags", needs: ["target", "tag"] },
  remove_tags: { kind: "untag", about: "Take tags away", needs: ["target", "tag"] },
  set_recurrence: { kind: "rule", about: "Let it repeat", needs: ["target", "rule"] },
  stop_recurrence: { kind: "noRule", about: "Let it repeat no more", needs: ["target"] },
  set_reminder: { kind: "lead", about: "Remind so long before", needs: ["target", "lead"] },
  clear_reminder: { kind: "noLead", about: "Do not remind", needs: ["target"] },
  rename: { kind: "rename", about: "Give it another title", needs: ["target", "title"] },
  write_note: { kind: "note", about: "Write its note", needs: ["target", "text"] },
  snooze: { kind: "snooze", about: "Put its reminder off until", needs: ["target", "when"] },
};

/** What a model calls when the words are no command. It does nothing, and needs a field as all others do. */
const noCommand = "no_command";
const noCommandSchema = z.strictObject({
  why: phrase("In one word: question, wish, chat, unclear"),
});

/** The tools that a model may call. None of them is carried out by being called. */
export const tools: ToolSet = {
  ...Object.fromEntries(
    Object.entries(commands).map(([name, one]) => [
      name,
      tool({ description: one.about, inputSchema: schemaOf(one) }),
    ]),
  ),
  [noCommand]: tool({
    description: "The words are no command about tasks, or nobody can tell what they want",
    inputSchema: noCommandSchema,
  }),
};

function schemaOf({ needs, may = [] }: Tool) {
  return z.strictObject({
    ...Object.fromEntries(needs.map((name) => [name, phrase(parts[name] ?? name)])),
    ...Object.fromEntries(may.map((name) => [name, phrase(parts[name] ?? name).nullish()])),
  });
}

/**
 * The commands of a model's calls; null when one of them is no call of ours, or not in its form: then nothing of the
 * answer is to be trusted. Empty when it found no command.
 */
export function commandsOf(
  calls: readonly { toolName: string; input: unknown }[],
): SpokenCommand[] | null {
  const all: SpokenCommand[] = [];
  for (const { toolName, input } of calls) {
    if (toolName === noCommand) return [];
    const one = Object.hasOwn(commands, toolName) ? commands[toolName] : undefined;
    const read = one && schemaOf(one).safeParse(input);
    if (one === undefined || !read?.success) return null;
    const phrases: SpokenCommand["phrases"] = {};
    for (const name of [...one.needs, ...(one.may ?? [])]) {
      const value = read.data[name];
      if (typeof value === "string") phrases[name] = value;
    }
    all.push({ kind: one.kind, phrases });
  }
  return all;
}
