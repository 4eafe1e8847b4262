import { metrics } from "@pakaura/service/metrics";
import { setTracer } from "@pakaura/service/tracing";
import { afterEach, expect, test } from "vitest";
import { deliverUpdate, updateSchema } from "./deliver-update.ts";

afterEach(() => setTracer(null));

const user = "0199f0a4-3c1e-7b6a-9a57-0d2f6c9b1e44";
const update = (time: Date) =>
  updateSchema.parse({
    type: "sync.task-changed",
    traceparent: "the delivery",
    data: {
      user_id: user,
      correlation_id: "c-1",
      payload: {
        event: {
          id: "e-1",
          type: "task.created",
          sequence: 1,
          time: time.toISOString(),
          data: { user_id: user },
        },
      },
    },
  });

async function observed(): Promise<number> {
  const { values } = await metrics.eventDelivery.get();
  return values.find(({ metricName }) => metricName?.endsWith("_count"))?.value ?? 0;
}

test("handing an event to open sessions is the last step of its trace, and is timed", async () => {
  const steps: string[] = [];
  setTracer(({ name, parent }) => ({
    traceparent: "the step",
    end: ({ isError }) => void steps.push(`${name} of ${parent} ${isError ? "failed" : "done"}`),
  }));
  const taken: string[] = [];
  const sessions = new Set([
    { offer: () => void taken.push("offered"), offerHint: () => undefined },
  ]);
  const nobody = new Set<never>();
  const before = await observed();
  for (const open of [sessions, nobody])
    deliverUpdate(
      {
        registry: { of: () => (open.size === 0 ? undefined : open) },
        receipts: { offer: () => undefined },
        lookAhead: () => undefined,
      },
      update(new Date()),
    );
  expect(taken).toEqual(["offered"]);
  expect(steps).toEqual(["send to sessions of the delivery done"]);
  expect((await observed()) - before).toBe(1);
});
