import type { CreateTask } from "@pakaura/contract/http";
import type { Priority } from "@pakaura/contract/task";
import type { Found } from "../../quick-add/phrase.ts";
import { parseQuickAdd } from "../../quick-add/parse-quick-add.ts";
import { titleWithout } from "../../quick-add/title-without.ts";
import type { Context, Said } from "../context.ts";
import type { Reading } from "../reading/reading.ts";
import { readPriority } from "../reading/read-priority.ts";
import { tagsIn } from "../reading/tags-in.ts";
import { whenOf } from "../reading/read-when.ts";
import { resolveReference } from "../targets/resolve-reference.ts";
import { tagOfList } from "../targets/without-list.ts";
import { trimmedWords, wordsOf, type Word } from "../words.ts";
import { asTitle } from "./change-of.ts";
import type { Outcome } from "./outcome.ts";
import { splitTitles } from "./split-titles.ts";

/** Reads what a clause says about a task. What is kept is not read. */
export function saidIn(words: readonly Word[], context: Context): Said {
  const key = `${words[0]?.start} ${words.at(-1)?.end}`;
  const said = context.sayings.get(key) ?? readSaid(words, context);
  context.sayings.set(key, said);
  return said;
}

function readSaid(words: readonly Word[], { text, at }: Context): Said {
  const [first, last] = [words[0], words.at(-1)];
  const start = first?.start ?? 0;
  const kept = words.filter(({ isKept }) => isKept);
  const ignore = kept.map((word) => ({ start: word.start - start, end: word.end - start }));
  const read = parseQuickAdd(text.slice(start, last?.end ?? start), { ...at, ignore });
  const found = read.found.map((one): Found => ({
    ...one,
    start: one.start + start,
    end: one.end + start,
  }));
  return { ...read, found };
}

/** The same of a new task, with what only the assistant reads: "tagged home and garden", and "urgent" beside a date. */
function saidOfNew(words: readonly Word[], context: Context): Said {
  return withTags(words, withPriority(words, saidIn(words, context), context), context);
}

/** "Call mum tomorrow urgent", "pay the rent, urgent": a priority where no title goes on. */
function withPriority(words: readonly Word[], said: Said, context: Context): Said {
  if (said.priority !== null) return said;
  const isRead = (word: Word | undefined): boolean =>
    word !== undefined && said.found.some((one) => one.start < word.end && word.start < one.end);
  for (const [at, word] of words.entries()) {
    const [before, after] = [words[at - 1], words[at + 1]];
    const isApart = isRead(before) || before?.text === ",";
    const isEnd = after === undefined || isRead(after) || after.text === ",";
    const priority = isApart && isEnd && !isRead(word) ? readPriority([word], context) : null;
    if (priority === null || /\d/u.test(word.text)) continue;
    const span = { start: word.start, end: word.end };
    return { ...said, priority, found: [...said.found, { kind: "priority", priority, ...span }] };
  }
  return said;
}

function withTags(words: readonly Word[], said: Said, context: Context): Said {
  const table = context.lexicon.phrases(context.lexicon.language.classes["taggedAs"] ?? []);
  const at = words.findIndex((_, place) => place > 0 && table.lengthAt(words, place) > 0);
  const [first] = words.slice(at);
  if (at < 0 || first === undefined) return said;
  const rest = words.slice(at + table.lengthAt(words, at));
  const end = rest.findIndex(({ start }) =>
    said.found.some((one) => one.start <= start && start < one.end),
  );
  const named = trimmedWords(end < 0 ? rest : rest.slice(0, end));
  const tags = named.length > 4 ? [] : tagsIn(named, context);
  const last = named.at(-1);
  if (tags.length === 0 || last === undefined) return said;
  const [tag = ""] = tags;
  const span = { start: first.start, end: last.end };
  return {
    ...said,
    tags: [...said.tags, ...tags],
    found: [...said.found, { kind: "tag", tag, ...span }],
  };
}

/** The words of a clause that quick add leaves for the title. */
export function wordsBeside(words: readonly Word[], { found }: Said): Word[] {
  return words.filter(({ start, end }) => !found.some((one) => one.start < end && start < one.end));
}

/** The tasks that a reading asks to create, or what they lack. `words` are those of the whole clause. */
export function createdBy({ slots, words }: Reading, context: Context): Outcome {
  const said = saidOfNew(words, context);
  const listTag = slots.list ? tagOfList(slots.list, context) : null;
  const whole = slots.title ?? [];
  const pointed = pointedAt(whole, said, context);
  if (pointed) return pointed;
  const pieces = splitTitles(withFound(whole, words, said), listTag !== null, context);
  const bodies =
    pieces.length > 1
      ? severalBodies(pieces, listTag, context)
      : [titleOf(whole, said, context)]
          .filter((title) => title !== "")
          .map((title) => bodyWith(title, said, listTag));
  return bodies.length === 0
    ? { kind: "lacking", lack: "title", tasks: [] }
    : { kind: "create", bodies };
}

/** "Remind me about it tomorrow" dates what was spoken of. */
function pointedAt(title: readonly Word[], said: Said, context: Context): Outcome | null {
  const { it, them } = context.lexicon.language;
  const when = whenOf({ ...said, title: "" });
  const isReference = [it, them].some((list) => context.lexicon.phrases(list).isWhole(title));
  const target = when && isReference ? resolveReference(title, context) : null;
  if (when === null || target?.kind !== "found" || target.tasks.length === 0) return null;
  return { kind: "change", changes: [{ does: "when", when }], tasks: target.tasks, isAll: false };
}

/** The words of a title with the dates and the like that stand between and right behind them. */
function withFound(title: readonly Word[], words: readonly Word[], { found }: Said): Word[] {
  const [first, last] = [title[0], title.at(-1)];
  if (first === undefined || last === undefined) return [];
  const isFound = (word: Word): boolean =>
    found.some((one) => one.start < word.end && word.start < one.end);
  const from = words.filter(({ start }) => start >= first.start);
  const end = from.findIndex((word) => word.start >= last.end && !isFound(word));
  return end < 0 ? from : from.slice(0, end);
}

/** Several tasks: what is said behind the last of them alone is said about all of them. */
function severalBodies(
  pieces: readonly (readonly Word[])[],
  listTag: string | null,
  context: Context,
): CreateTask[] {
  const sayings = pieces.map((piece) => saidOfNew(piece, context));
  const last = sayings.at(-1);
  const isShared = sayings.slice(0, -1).every(({ found }) => found.length === 0);
  return pieces.flatMap((piece, index) => {
    const own = sayings[index];
    const title = own ? titleOf(piece, own, context) : "";
    return own && title !== "" ? [bodyWith(title, isShared && last ? last : own, listTag)] : [];
  });
}

/** The title that some words are without what was understood of them. */
export function titleOf(
  piece: readonly Word[],
  { found }: Said,
  { text, lexicon }: Context,
): string {
  const [first, last] = [piece[0], piece.at(-1)];
  if (first === undefined || last === undefined) return "";
  const inside = found
    .filter((one) => one.start >= first.start && one.end <= last.end)
    .map(({ start, end }) => ({ start: start - first.start, end: end - first.start }));
  const title = lexicon.language.tidyTitle(
    asTitle(titleWithout(text.slice(first.start, last.end), inside)),
  );
  const isEmpty = wordsOf(title).every((word) => lexicon.fillers.has(word.text));
  return isEmpty ? "" : title;
}

/** A new task with what was said about it. */
export function bodyWith(title: string, said: Said, listTag: string | null): CreateTask {
  const tags = [...new Set([...said.tags, ...(listTag === null ? [] : [listTag])])];
  const lead = said.reminderLeadMinutes;
  const priority: Priority | null = said.priority;
  return {
    title,
    ...(said.dueDate === null ? {} : { due_date: said.dueDate }),
    ...(said.recurrence === null ? {} : { recurrence: said.recurrence }),
    ...(priority === null ? {} : { priority }),
    ...(tags.length === 0 ? {} : { tags }),
    ...(lead === null ? {} : { reminder_lead_minutes: lead[0] ?? null }),
  };
}

/** A clause that is nothing but a task with its date, priority or tag: "Fix login high priority". */
export function bareTask(words: readonly Word[], context: Context): CreateTask | null {
  const said = saidIn(words, context);
  const rest = wordsBeside(words, said);
  if (said.found.length === 0 || rest.length === 0) return null;
  const title = titleOf(words, said, context);
  return title === "" ? null : bodyWith(title, said, null);
}
