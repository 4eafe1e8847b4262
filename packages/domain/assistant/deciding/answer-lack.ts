import type { Change } from "../change.ts";
import type { Context } from "../context.ts";
import type { Pending } from "../conversation.ts";
import { clauseOf } from "../reading/clause.ts";
import { readPriority } from "../reading/read-priority.ts";
import { readLeadMinutes, readWhen } from "../reading/read-when.ts";
import { tagsIn } from "../reading/tags-in.ts";
import { tasksOf } from "../targets/known-tasks.ts";
import { textOf, type Word } from "../words.ts";
import type { Answered } from "./answered.ts";
import { titleIn, unquoted } from "./change-of.ts";
import { bodyWith, saidIn, titleOf } from "./created-by.ts";
import { addChanges, addCreated, newDraft } from "./draft.ts";

/** What a command lacked, and now has: a tag, a date, a title. Null when the words are none. */
export function answerLack(
  said: readonly Word[],
  { lack, ids }: Extract<Pending, { kind: "missing" }>,
  context: Context,
  newId: () => string,
): Answered | null {
  const { words } = clauseOf(said, context);
  const draft = newDraft();
  if (lack === "title") {
    const own = saidIn(words, context);
    const title = words.length > 12 ? "" : titleOf(words, own, context);
    if (title === "") return null;
    addCreated(draft, [bodyWith(title, own, null)], context, newId);
    return { kind: "draft", draft, isConfirmed: false };
  }
  const change = lackingChange(lack, words, context);
  if (change === null || ids.length === 0) return null;
  addChanges(draft, [change], { tasks: tasksOf(ids, context), isAll: false }, context);
  return { kind: "draft", draft, isConfirmed: false };
}

function lackingChange(
  lack: Extract<Pending, { kind: "missing" }>["lack"],
  words: readonly Word[],
  context: Context,
): Change | null {
  const phrase = textOf(context.text, words);
  if (lack === "tag") {
    const tags = words.length <= 3 ? tagsIn(words, context) : [];
    return tags.length > 0 ? { does: "tag", tags } : null;
  }
  if (lack === "priority") {
    const priority = readPriority(words, context);
    return priority && { does: "priority", priority };
  }
  if (lack === "name")
    return words.length > 15 ? null : { does: "title", title: titleIn(words, context) };
  if (lack === "note") return words.length > 40 ? null : { does: "notes", notes: unquoted(phrase) };
  if (lack === "lead") {
    const minutes = readLeadMinutes(phrase, context.at);
    return minutes === null ? null : { does: "lead", minutes };
  }
  const to = context.lexicon.phrases(context.lexicon.language.classes["to"] ?? []);
  const bare = textOf(context.text, words.slice(to.lengthAt(words, 0)));
  const forms = [phrase, bare, `in ${phrase}`];
  const when = forms.map((form) => readWhen(form, context.at)).find((read) => read !== null);
  if (when && lack === "date") return { does: "when", when };
  return when && lack === "when" ? { does: "snooze", until: when.dueDate } : null;
}
