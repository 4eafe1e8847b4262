import { expect, test } from "vitest";
import { createPublisher, type Outgoing } from "./publisher.ts";
import type { Sidecar, SidecarAnswer } from "./sidecar.ts";

type Entry = { entryId: string; event: string };

/** A sidecar that takes or refuses each event as `refuses` says, and tells what it was sent. */
function createSidecar(refuses: (text: string, request: number) => boolean) {
  const requests: string[][] = [];
  const sidecar: Sidecar = {
    isReady: () => Promise.resolve(true),
    async ask(_method, _path, request): Promise<SidecarAnswer> {
      const entries = JSON.parse(request?.body ?? "[]") as Entry[];
      const texts = entries.map(({ event }) => Buffer.from(event, "base64").toString());
      const count = requests.push(texts);
      const failedEntries = entries.filter((_, index) => refuses(texts[index] ?? "", count));
      const text = JSON.stringify({ failedEntries });
      return { status: failedEntries.length > 0 ? 500 : 204, headers: new Headers(), text };
    },
  };
  return { sidecar, requests };
}

const event = (json: string): Outgoing => ({ json, userId: "user", traceparent: undefined });
const run = (...texts: string[]) => texts.map(event);

test("runs that wait for a topic go together, each with one event at a time", async () => {
  const { sidecar, requests } = createSidecar(() => false);
  const { publishRun } = createPublisher(sidecar);
  const taken = await Promise.all([
    publishRun("topic", run("a1")),
    publishRun("topic", run("b1", "b2")),
    publishRun("topic", run("c1", "c2", "c3")),
  ]);
  expect(taken).toEqual([1, 2, 3]);
  expect(requests).toEqual([["a1"], ["b1", "c1"], ["b2", "c2"], ["c3"]]);
});

test("nothing of a run follows an event of it that was refused, and other runs go on", async () => {
  const { sidecar, requests } = createSidecar((text) => text === "a2");
  const { publishRun } = createPublisher(sidecar);
  const taken = await Promise.all([
    publishRun("topic", run("first")),
    publishRun("topic", run("a1", "a2", "a3")),
    publishRun("topic", run("b1", "b2", "b3")),
  ]);
  expect(taken).toEqual([1, 1, 3]);
  expect(requests).toEqual([["first"], ["a1", "b1"], ["a2", "b2"], ["b3"]]);
});

test("what would make a request too large waits for the next one", async () => {
  const { sidecar, requests } = createSidecar(() => false);
  const { publishRun } = createPublisher(sidecar);
  const large = "x".repeat(600_000);
  await Promise.all(["a", "b", "c"].map((name) => publishRun("topic", run(name + large))));
  expect(requests.map((texts) => texts.map(([name]) => name))).toEqual([["a"], ["b"], ["c"]]);
});

test("a request that nobody answers leaves nothing taken", async () => {
  const away: Sidecar = {
    isReady: () => Promise.resolve(false),
    ask: () => Promise.reject(new Error("away")),
  };
  expect(await createPublisher(away).publishRun("topic", run("a1", "a2"))).toBe(0);
});
