import type { Change } from "../change.ts";
import type { Context } from "../context.ts";
import type { FrameKind } from "../languages/language.ts";
import { readPriority } from "../reading/read-priority.ts";
import { readLeadMinutes, readRule, readWhen } from "../reading/read-when.ts";
import type { Reading } from "../reading/reading.ts";
import { tagsIn } from "../reading/tags-in.ts";
import { tagOf } from "../reading/read-filter.ts";
import { dayOf } from "../targets/match-filter.ts";
import { textOf, trimmedWords, type Word } from "../words.ts";
import type { Lack } from "../lack.ts";

type Maker = (slots: Reading["slots"], context: Context) => Change | { lack: Lack } | null;

const always =
  (change: Change): Maker =>
  () =>
    change;

const titled: Maker = ({ title = [] }, context) => {
  const name = titleIn(title, context);
  return name === "" ? null : { does: "title", title: name };
};

/** By how much a date moves, and in which direction. */
const moving =
  (isEarlier: boolean): Maker =>
  ({ span = [] }, { text }) => ({ does: "shift", span: textOf(text, span), isEarlier });

/** What each kind of frame does to its tasks. */
const makers: Partial<Record<FrameKind, Maker>> = {
  complete: always({ does: "complete" }),
  delete: always({ does: "delete" }),
  restore: always({ does: "restore" }),
  reopen: always({ does: "uncomplete" }),
  skip: ({ when }, { text, at }) => ({
    does: "skip",
    day: when ? dayOf(readWhen(textOf(text, when), at)?.dueDate ?? null, at.timeZone) : null,
  }),
  noDate: always({ does: "noDate" }),
  raise: always({ does: "raise" }),
  lower: always({ does: "lower" }),
  important: always({ does: "priority", priority: "high" }),
  unimportant: always({ does: "priority", priority: "low" }),
  noPriority: always({ does: "priority", priority: "none" }),
  noLead: always({ does: "lead", minutes: null }),
  noRule: always({ does: "rule", rule: null }),
  moveBy: moving(false),
  pullBy: moving(true),
  priority: (slots, context) => {
    const priority = readPriority(slots.priority ?? [], context);
    return priority && { does: "priority", priority };
  },
  date: (slots, { text, at }) => {
    const when = readWhen(textOf(text, slots.when ?? []), at);
    return when && { does: "when", when };
  },
  rule: (slots, { text, at }) => {
    const rule = readRule(textOf(text, slots.rule ?? []), at);
    return rule && { does: "rule", rule };
  },
  lead: (slots, { text, at }) => {
    const minutes = readLeadMinutes(textOf(text, slots.lead ?? []), at);
    return minutes === null ? null : { does: "lead", minutes };
  },
  tag: (slots, context) => {
    const tags = tagsIn(slots.tag ?? [], context);
    if (slots.tag === undefined) return { lack: "tag" };
    return tags.length === 0 ? null : { does: "tag", tags };
  },
  untag: (slots, context) => {
    if (slots.tag === undefined) return withoutTags(slots.target, context);
    const tags = tagsIn(slots.tag, context).map((tag) => tagOf(tag, context));
    return tags.length === 0 ? null : { does: "untag", tags };
  },
  rename: titled,
  retitle: titled,
  note: (slots, { text }) => ({ does: "notes", notes: unquoted(textOf(text, slots.text ?? [])) }),
  snooze: snoozing,
};

/** The change that a reading asks for, what it lacks, or null when it is none after all. */
export function changeOf(
  { kind, slots }: Reading,
  context: Context,
): Change | { lack: Lack } | null {
  return makers[kind]?.(slots, context) ?? null;
}

/** "Untag it" is all tags; "take that tag off" the one that was spoken of. */
function withoutTags(
  target: readonly Word[] | undefined,
  { spokenTags }: Context,
): Change | { lack: Lack } {
  if (target !== undefined) return { does: "untag", tags: "all" };
  return spokenTags.length > 0 ? { does: "untag", tags: spokenTags } : { lack: "tag" };
}

function snoozing(slots: Reading["slots"], context: Context): Change | { lack: Lack } {
  const phrase = slots.span
    ? `in ${textOf(context.text, slots.span)}`
    : textOf(context.text, slots.when ?? []);
  const when = readWhen(phrase, context.at);
  if (when === null) return { lack: "when" };
  // A day alone is the morning of it.
  return { does: "snooze", until: when.dueDate };
}

/** A title as it is written into a task: without quotes and the full stop, with a capital. */
export function titleIn(words: readonly Word[], { text }: Context): string {
  return asTitle(textOf(text, trimmedWords(words)));
}

/** A text as a title. */
export function asTitle(text: string): string {
  const whole = unquoted(text.trim());
  let end = whole.length;
  while (end > 0 && " .,;:".includes(whole[end - 1] ?? "")) end -= 1;
  const bare = whole.slice(0, end);
  const first = Array.from(bare)[0] ?? "";
  return first.toLocaleUpperCase() + bare.slice(first.length);
}

/** A text without the quotes around it. */
export function unquoted(text: string): string {
  const quoted = /^["'“„‘`«](.*)["'”“’`»]$/su.exec(text.trim());
  return quoted?.[1] ?? text.trim();
}
