import type { limits } from "@pakaura/contract/task";
import { moveSpans } from "@pakaura/domain/quick-add/move-spans";
import type { QuickAdd } from "@pakaura/domain/quick-add/parse-quick-add";
import type { Found, Span } from "@pakaura/domain/quick-add/phrase";
import type { NewTask } from "../tasks/task-actions.ts";
import type { Line, Picks } from "./line.ts";

/** The line with another text. */
export function withText(line: Line, text: string): Line {
  return { text, ignored: moveSpans(line.ignored, line.text, text) };
}

/** The line with some of its phrases taken back: they stay title. */
export function takeBack(line: Line, spans: readonly Span[]): Line {
  const taken = spans.map(({ start, end }) => ({ start, end }));
  return { ...line, ignored: [...line.ignored, ...taken] };
}

/** The line without the words of some phrases, because something else was picked in their place. */
export function withoutWords(line: Line, spans: readonly Span[]): Line {
  return spans
    .toSorted((left, right) => right.start - left.start)
    .reduce((rest, { start, end }) => {
      const before = rest.text.slice(0, start).trimEnd();
      const after = rest.text.slice(end).trimStart();
      return withText(rest, before && after ? `${before} ${after}` : before + after);
    }, line);
}

/** The phrases that together say when a task is due, how it repeats, and so on. */
export function foundOf(found: readonly Found[], kinds: readonly Found["kind"][]): Found[] {
  return found.filter(({ kind }) => kinds.includes(kind));
}

export const dueKinds = ["date", "time", "moment"] as const;
export const repeatKinds = ["recurrence", "until", "count", "except", "from-completion"] as const;

const mostMoreLeads: typeof limits.remindersPerTask = 10;

/** The task that a line and the picks come to. */
export function toTask(parsed: QuickAdd, picks: Picks): NewTask {
  const dueDate = parsed.dueDate ?? picks.dueDate;
  const priority = parsed.priority ?? picks.priority;
  const tags = [...new Set([...picks.tags, ...parsed.tags])];
  const leads = parsed.reminderLeadMinutes;
  return {
    title: parsed.title,
    ...(dueDate === null ? {} : { due_date: dueDate }),
    ...(priority === "none" ? {} : { priority }),
    ...(tags.length > 0 ? { tags } : {}),
    ...(parsed.recurrence ? { recurrence: parsed.recurrence } : {}),
    ...(leads === null ? {} : { reminder_lead_minutes: leads[0] ?? null }),
    // The first one is the task's own, and may be joined by so many others.
    ...(leads && leads.length > 1 ? { moreLeads: leads.slice(1, mostMoreLeads + 1) } : {}),
  };
}
