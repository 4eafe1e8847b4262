import { randomUUID } from "node:crypto";
import { derivedEventSchema, streamEventSchema, topicOf } from "@pakaura/contract/events";
import { taskOf } from "@pakaura/domain/task.case";
import { CloudEvent, Kafka, type KafkaMessage } from "cloudevents";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeEvent, poll } from "../platform.case.ts";
import { type Backbone, startBackbone } from "./test-backbone.ts";
import { createRelaySystem } from "./test-relay.ts";
import type { PlainRecord } from "./test-topic-reader.ts";

let backbone: Backbone;

beforeAll(async () => {
  backbone = await startBackbone();
});
afterAll(() => backbone.stop());

const user = randomUUID();
const actor = "user";
const time = "2026-11-25T08:00:00.000Z";
const payloads = {
  task: { task: taskOf(), changed_fields: { priority: { old: "low", new: "high" } }, actor },
  recurrence: { task: taskOf(), occurrence: "2026-11-25", actor },
  reminder: {
    reminder_id: randomUUID(),
    task_title: 'Water "the" plants 🌱',
    due_date: null,
    remind_at: time,
    is_late: false,
    actor,
  },
};

/** One of each type in a user's stream. */
const samples = streamEventSchema.options.map(({ shape }, index) => {
  const type = shape.type.value;
  const kind = type.startsWith("task.")
    ? "task"
    : type.startsWith("rem")
      ? "reminder"
      : "recurrence";
  const data = {
    user_id: user,
    task_id: randomUUID(),
    correlation_id: "c",
    payload: payloads[kind],
  };
  return { topic: topicOf(type), user_id: user, sequence: index + 1, type, data };
});

/** Reads a record by the Kafka protocol binding of CloudEvents. */
function toEvent({ key, value, headers }: PlainRecord) {
  const message: KafkaMessage = { key, value, headers, body: value };
  const event = Kafka.toEvent(message);
  if (!(event instanceof CloudEvent)) throw new Error("a batch");
  expect(key).toBe(event.partitionkey);
  return event.toJSON();
}

test("a plain consumer reads every type of event as a CloudEvent", async () => {
  const system = await createRelaySystem(backbone);
  const reader = await system.read("task-events", "reminders", "task-updates");
  const { platform } = await system.startApi();
  await system.append(samples);
  const derived = makeEvent("entry", user);
  await platform.blocks.pubsub.publish("task-updates", derived);
  await poll(() => expect(reader.records).toHaveLength(2 * samples.length + 1), 60_000);

  const own = [...reader.on("task-events"), ...reader.on("reminders")].map(toEvent);
  expect(own).toHaveLength(samples.length);
  expect(new Set(own.map(({ type }) => type))).toEqual(new Set(samples.map(({ type }) => type)));
  for (const event of own) {
    const { type, sequence, data } = streamEventSchema.parse(event);
    expect(data).toEqual(samples.find((sample) => sample.type === type)?.data);
    expect(samples[sequence - 1]?.type).toBe(type);
  }
  const updates = reader
    .on("task-updates")
    .map((record) => derivedEventSchema.parse(toEvent(record)));
  expect(updates.filter(({ type }) => type === "sync.task-changed")).toHaveLength(samples.length);
  expect(updates.find(({ id }) => id === derived.id)).toEqual(derived);
  await reader.close();
  await system.stop();
});
