import { eventsAnswerSchema } from "@pakaura/contract/http";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startTestApi, type TestApi } from "../testing.ts";

let api: TestApi;
beforeEach(async () => {
  api = await startTestApi();
  const headers = {
    "x-correlation-id": "trip-1",
    traceparent: `00-${"a".repeat(32)}-${"b".repeat(16)}-01`,
  };
  for (let number = 1; number <= 5; number += 1) {
    await api.ann.request("POST", "/tasks", { title: `Task ${number}` }, headers);
  }
});
afterEach(() => api.close());

async function events(query = "") {
  const answer = await api.ann.request("GET", `/events${query}`);
  expect(answer.statusCode, answer.body).toBe(200);
  return eventsAnswerSchema.parse(answer.json());
}

test("come in order, without a gap, with where they come from", async () => {
  const all = await events();
  expect(all.events.map((event) => event.sequence)).toEqual([1, 2, 3, 4, 5]);
  expect(all.latest_sequence).toBe(5);
  expect(all.events[0]?.data.correlation_id).toBe("trip-1");
  expect(all.events[0]?.traceparent).toContain("a".repeat(32));
  expect((await events("?after=3")).events.map((event) => event.sequence)).toEqual([4, 5]);
  expect((await events("?after=1&limit=2")).events.map((event) => event.sequence)).toEqual([2, 3]);
  expect(await events("?after=5")).toMatchObject({ events: [], latest_sequence: 5 });
  expect((await api.bob.request("GET", "/events")).json()).toMatchObject({
    events: [],
    latest_sequence: 0,
  });
});

test("ask for a resync when they cannot be continued", async () => {
  const { epoch } = await events();
  expect((await events(`?after=5&epoch=${epoch}`)).events).toEqual([]);
  for (const query of ["?after=6", "?after=2&epoch=another"]) {
    const answer = await api.ann.request("GET", `/events${query}`);
    expect(answer.statusCode).toBe(410);
    expect(answer.json().code).toBe("resync_required");
  }
  await api.pool.query("delete from events where user_id = $1 and sequence <= 2", [api.ann.id]);
  expect((await api.ann.request("GET", "/events?after=1")).statusCode).toBe(410);
  expect((await events("?after=2")).events).toHaveLength(3);
  await api.pool.query("delete from events where user_id = $1", [api.ann.id]);
  expect((await api.ann.request("GET", "/events?after=4")).statusCode).toBe(410);
  expect((await events("?after=5")).events).toEqual([]);
});

test.each(["after=-1", "after=x", "limit=0", "limit=1001", "afer=1"])(
  "refuse %s",
  async (query) => {
    expect((await api.ann.request("GET", `/events?${query}`)).statusCode).toBe(422);
  },
);
