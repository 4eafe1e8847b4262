import type { Context } from "../context.ts";
import { asTitle } from "../deciding/change-of.ts";
import { bodyWith } from "../deciding/created-by.ts";
import type { Outcome } from "../deciding/outcome.ts";
import type { SlotName } from "../frames/frame.ts";
import { readPriority } from "../reading/read-priority.ts";
import { readLeadMinutes, readRule, readWhen, type Rule, type When } from "../reading/read-when.ts";
import { tagsIn } from "../reading/tags-in.ts";
import { textOf, type Word } from "../words.ts";

/** A new task of which each part was said by itself: what is in its title is never read. */
export function createdInWords(
  slots: Partial<Record<SlotName, Word[]>>,
  context: Context,
): Outcome {
  const phrase = (name: SlotName): string => textOf(context.text, slots[name] ?? []);
  const title = asTitle(phrase("title"));
  if (title === "") return { kind: "misfit" };
  const { rule, when } = timeOf(phrase("rule"), phrase("when"), context);
  const lead = phrase("lead") === "" ? null : readLeadMinutes(phrase("lead"), context.at);
  const said = {
    dueDate: when?.dueDate ?? rule?.dueDate ?? null,
    recurrence: rule?.recurrence ?? null,
    priority: readPriority(slots.priority ?? [], context),
    tags: tagsIn(slots.tag ?? [], context),
    reminderLeadMinutes: lead === null ? null : [lead],
    found: [],
  };
  return { kind: "create", bodies: [bodyWith(title, said, null)] };
}

/** "Every friday" and "at 9" are one: the first date is the next Friday at nine. */
function timeOf(
  rule: string,
  when: string,
  { at }: Context,
): { rule: Rule | null; when: When | null } {
  const both = rule === "" || when === "" ? null : readRule(`${rule} ${when}`, at);
  if (both) return { rule: both, when: null };
  return {
    rule: rule === "" ? null : readRule(rule, at),
    when: when === "" ? null : readWhen(when, at),
  };
}
