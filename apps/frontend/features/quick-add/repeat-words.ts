import type { RecurrenceInput } from "@pakaura/contract/http";
import type { Recurrence } from "@pakaura/contract/task";
import { parseRecurrence, toRecurrence } from "@pakaura/domain/recurrence";
import { describeRecurrence } from "@pakaura/domain/recurrence-words";
import { m } from "../../messages/all-messages.ts";

export type RepeatContext = Parameters<typeof parseRecurrence>[1];

/** A recurrence as the server will answer it, with its next dates; null when it would refuse it. */
export function answeredRecurrence(
  input: RecurrenceInput,
  context: RepeatContext,
): Recurrence | null {
  const parsed = parseRecurrence(input, context);
  if ("error" in parsed) return null;
  return toRecurrence(parsed.rule, {
    ...context,
    dueDate: context.dueDate ?? parsed.rule.startsAt,
  });
}

/** How a task is going to repeat, in words; empty when it cannot. */
export function repeatWords(input: RecurrenceInput, context: RepeatContext): string {
  const recurrence = answeredRecurrence(input, context);
  return recurrence ? describeRecurrence(recurrence, m.recurrence.words) : "";
}
