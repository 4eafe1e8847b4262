import type { ActivityEntry, AuditEntryCreated, StreamEvent } from "@pakaura/contract/events";
import { logSentence } from "@pakaura/domain/log-sentence";
import { isUndoable } from "@pakaura/domain/undoable";
import { nameUuid } from "@pakaura/service/name-uuid";

const entryNamespace = "5f0c1d3e-6b0f-4a58-9a0b-0a7c2c9f6d11";
const announcementNamespace = "c2c9a1f4-2f55-4f0e-8f5d-93f6c0f1b7a2";

/**
 * The activity entry of an event. It depends on the event alone: the entry of a repeated delivery is
 * equal to the first one, down to its id.
 */
export function activityEntryOf(event: StreamEvent): ActivityEntry {
  const { payload, task_id } = event.data;
  return {
    id: nameUuid(entryNamespace, event.id),
    time: event.time,
    action: event.type,
    actor: payload.actor,
    actor_detail: payload.actor_detail ?? null,
    task_id,
    task_title: "task" in payload ? payload.task.title : payload.task_title,
    changes: "changed_fields" in payload ? payload.changed_fields : {},
    sentence: logSentence(event),
    event_id: event.id,
    sequence: event.sequence,
    undoable: isUndoable({ action: event.type, actor: payload.actor }),
  };
}

/** The event that tells sessions of the entry. Its id follows from the event's, so that it goes out once. */
export function announcementOf(event: StreamEvent, entry: ActivityEntry): AuditEntryCreated {
  return {
    specversion: "1.0",
    id: nameUuid(announcementNamespace, event.id),
    type: "audit.entry-created",
    source: "pakaura/audit",
    subject: event.subject,
    time: event.time,
    datacontenttype: "application/json",
    partitionkey: event.partitionkey,
    ...(event.traceparent === undefined ? {} : { traceparent: event.traceparent }),
    data: {
      user_id: event.data.user_id,
      task_id: event.data.task_id,
      correlation_id: event.data.correlation_id,
      payload: { entry },
    },
  };
}
