import { topicOf } from "@pakaura/contract/events";
import { searchText } from "@pakaura/domain/search";
import { uuidv7 } from "uuidv7";
import type { Change } from "../tasks/change.ts";
import type { StoredRule, StoredTask } from "../tasks/stored-task.ts";
import { eventData, type Origin } from "./origin.ts";

/** A task as the columns of its table, for `json_populate_recordset`. */
export function taskRow(task: StoredTask) {
  return {
    id: task.id,
    user_id: task.userId,
    title: task.title,
    notes: task.notes,
    completed_at: task.completedAt,
    due_at: task.dueAt,
    due_on: task.dueOn,
    reminder_lead_minutes: task.reminderLeadMinutes,
    reminders_set_at: task.remindersSetAt,
    priority: task.priorityRank,
    tags: task.tags,
    recurrence_rule_id: task.rule?.id ?? null,
    occurrence: task.occurrence,
    occurrence_number: task.occurrenceNumber,
    series_values: task.seriesValues,
    recurrence_parent_id: task.recurrenceParentId,
    version: task.version,
    created_at: task.createdAt,
    series_added_at: task.seriesAddedAt,
    updated_at: task.updatedAt,
    deleted_at: task.deletedAt,
    search_text: searchText(task),
  };
}

/** A recurrence rule as the columns of its table. */
export function ruleRow(rule: StoredRule, userId: string, createdAt: string) {
  return {
    id: rule.id,
    user_id: userId,
    pattern: rule.pattern,
    interval: rule.interval,
    day_of_week: rule.dayOfWeek,
    day_of_month: rule.dayOfMonth,
    interval_days: rule.intervalDays,
    rrule: rule.rrule,
    repeat_from: rule.repeatFrom,
    starts_at: rule.startsAt,
    starts_number: rule.startsNumber,
    set_at: rule.setAt,
    active: rule.active,
    created_at: createdAt,
  };
}

/**
 * The event of a change, as the columns of the event log. `ordinal` is its place, from 1, among the
 * `total` events that the write makes for this user.
 */
export function eventRow(
  change: Change,
  origin: Origin,
  place: { ordinal: number; total: number },
) {
  const { task } = change;
  const actor = {
    actor: origin.actor,
    ...(origin.actorDetail === undefined ? {} : { actor_detail: origin.actorDetail }),
  };
  const payload = change.type.startsWith("recurrence.")
    ? {
        task,
        ...(change.occurrence === undefined ? {} : { occurrence: change.occurrence }),
        ...actor,
      }
    : { task, changed_fields: change.changedFields, ...actor };
  return {
    ...place,
    id: uuidv7(),
    user_id: change.after.userId,
    topic: topicOf(change.type),
    type: change.type,
    subject: task.id,
    time: task.updated_at,
    correlation_id: origin.correlationId,
    traceparent: origin.traceparent ?? null,
    data: eventData(origin, { userId: change.after.userId, taskId: task.id, payload }),
  };
}
