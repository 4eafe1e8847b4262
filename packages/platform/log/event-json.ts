import type { Topic } from "@pakaura/contract/events";
import { deriveUpdate } from "../derive-updates.ts";
import type { LogRow } from "./log-row.ts";

const eventTexts = new WeakMap<LogRow, string>();
const updateTexts = new WeakMap<LogRow, string>();

function writeEvent(row: LogRow): string {
  const sequence = row.sequence === null ? "" : `"sequence":${row.sequence},`;
  const traceparent =
    row.traceparent === null ? "" : `"traceparent":${JSON.stringify(row.traceparent)},`;
  return (
    `{"specversion":"1.0","id":"${row.id}","type":"${row.type}","source":${JSON.stringify(row.source)},` +
    `"subject":"${row.subject}","time":"${row.time.toISOString()}","datacontenttype":"application/json",` +
    `"partitionkey":"${row.user_id}",${sequence}${traceparent}"data":${row.data}}`
  );
}

/** The CloudEvent of a row as JSON text, written once for all consumers. */
export function eventJson(row: LogRow): string {
  let text = eventTexts.get(row);
  if (text === undefined) eventTexts.set(row, (text = writeEvent(row)));
  return text;
}

function updateJson(row: LogRow): string {
  let text = updateTexts.get(row);
  if (text === undefined) {
    text = deriveUpdate({ ...row, time: row.time.toISOString() }, eventJson(row));
    updateTexts.set(row, text);
  }
  return text;
}

/** What a row is on a topic, or null: a stream event is itself on its topic, and `sync.task-changed` on `task-updates`. */
export function messageOn(topic: Topic, row: LogRow): { type: string; json: string } | null {
  if (row.topic === topic) return { type: row.type, json: eventJson(row) };
  if (topic === "task-updates" && row.sequence !== null)
    return { type: "sync.task-changed", json: updateJson(row) };
  return null;
}
