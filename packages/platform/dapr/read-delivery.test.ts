import { expect, test } from "vitest";
import { readBulk, readRecord } from "./read-delivery.ts";

const event = {
  id: "0199f0a4-3c1e-7b6a-9a57-0d2f6c9b1e44",
  type: "task.created",
  time: "2026-11-25T09:00:00.000Z",
  data: { user_id: "ann", correlation_id: "c1" },
};
const metadata = { __topic: "task-events", __partition: "2", __offset: "17" };
const base64 = (text: string) => Buffer.from(text).toString("base64");

test("reads a raw record out of the envelope that the sidecar puts around it", () => {
  const json = JSON.stringify(event);
  const record = readRecord({ type: "com.dapr.event.sent", data_base64: base64(json) }, metadata);
  expect(record.json).toBe(json);
  expect(record.place).toBe("task-events/2/17");
  expect(record.event).toMatchObject({ id: event.id, userId: "ann", correlationId: "c1" });
});

test("reads a record that was delivered as it is", () => {
  expect(readRecord(event, {}).event?.type).toBe("task.created");
});

test("keeps the text of what is no event", () => {
  const record = readRecord({ data_base64: base64("no JSON") }, metadata);
  expect(record).toEqual({ json: "no JSON", event: null, place: "task-events/2/17" });
});

test("reads the records of a bulk with the ids of their answers", () => {
  const bulk = readBulk({
    entries: [
      { entryId: "0", event: base64(JSON.stringify(event)), metadata },
      { entryId: "1", event: base64("no JSON"), metadata },
    ],
  });
  expect(bulk?.map(({ entryId, record }) => [entryId, record.event?.id])).toEqual([
    ["0", event.id],
    ["1", undefined],
  ]);
  expect(readBulk(event)).toBeNull();
});
