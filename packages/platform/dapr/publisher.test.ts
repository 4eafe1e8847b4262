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

test("runs that wait for a topic go together, in order", async () => {
  const { sidecar, requests } = createSidecar(() => false);
  const { publishRun } = createPublisher(sidecar);
  const taken = await Promise.all([
    publishRun("topic", run("a1")),
    publishRun("topic", run("b1", "b2")),
    publishRun("topic", run("c1", "c2")),
  ]);
  expect(taken).toEqual([1, 2, 2]);
  expect(requests).toEqual([["a1"], ["b1", "b2", "c1", "c2"]]);
});

test("nothing of a run follows an event of it that was refused, and other runs go on", async () => {
  const { sidecar, requests } = createSidecar((text) => text === "a2");
  const { publishRun } = createPublisher(sidecar);
  const large = "x".repeat(600_000);
  const taken = await Promise.all([
    publishRun("topic", run("first")),
    publishRun("topic", run("a1", "a2", large, large)),
    publishRun("topic", run("b1")),
  ]);
  expect(taken).toEqual([1, 1, 1]);
  // The second of the large ones was for the request after the one that failed.
  expect(requests.at(-1)).toEqual(["b1"]);
  expect(requests.flat().filter((text) => text === large)).toHaveLength(1);
});

test("a request that nobody answers leaves nothing taken", async () => {
  const away: Sidecar = {
    isReady: () => Promise.resolve(false),
    ask: () => Promise.reject(new Error("away")),
  };
  expect(await createPublisher(away).publishRun("topic", run("a1", "a2"))).toBe(0);
});
