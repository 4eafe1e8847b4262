import { expect, test } from "vitest";
import type { LogRow } from "../log/log-row.ts";
import { silentObserver } from "../observer.ts";
import type { Outgoing } from "./publisher.ts";
import { createRowRelay } from "./relay-rows.ts";

const row: LogRow = {
  transaction_id: 1,
  position: 1,
  id: "0199f0a4-3c1e-7b6a-9a57-0d2f6c9b1e44",
  topic: "task-events",
  user_id: "0199f0a4-3c1e-7b6a-9a57-0d2f6c9b1e45",
  sequence: 1,
  type: "task.created",
  source: "pakaura/api",
  subject: "0199f0a4-3c1e-7b6a-9a57-0d2f6c9b1e46",
  time: new Date(0),
  correlation_id: "c-1",
  traceparent: "the request",
  data: "{}",
};

test("what the relay publishes is a step of the trace of its request, until the broker has it", async () => {
  const steps: string[] = [];
  const published: (string | undefined)[] = [];
  let tries = 0;
  const relay = createRowRelay(
    {
      publish: () => Promise.resolve(),
      async publishRun(_topic: string, events: readonly Outgoing[]) {
        tries += 1;
        if (tries === 1) return 0;
        published.push(...events.map(({ traceparent }) => traceparent));
        return events.length;
      },
    },
    {
      ...silentObserver,
      onPublishing: (topic, parent) => ({
        traceparent: `${topic} of ${parent}`,
        end: (isError) => void steps.push(`${topic} ${isError ? "failed" : "done"}`),
      }),
    },
  );
  expect(await relay([row], new AbortController().signal)).toBe(true);
  expect(new Set(published)).toEqual(
    new Set(["task-events of the request", "task-updates of the request"]),
  );
  expect(steps.sort()).toEqual(["task-events done", "task-updates done"]);
});
