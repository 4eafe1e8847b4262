import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { signUp } from "../account.ts";
import { tasksOf } from "../flows/due-tasks.ts";
import { expectEverythingToWork } from "../flows/everything-works.ts";
import { listen } from "../listener.ts";
import { install, isReady, kubectl, nameOf, pods, remove } from "./kubernetes.ts";
import { startManagedServices, stopManagedServices } from "./managed-services.ts";

const url = "https://localhost:30443";
/** Of the six services, as values-production.yaml has them. */
const twice = ["api", "audit", "frontend", "notification", "recurring", "websocket-gateway"];

beforeAll(async () => {
  await remove();
  const authority = await startManagedServices();
  setDefaultCACertificates([...getCACertificates(), authority]);
  await install(["values-production.yaml"], [], ["tests/cluster/managed/installation.yaml"]);
}, 900_000);

afterAll(async () => {
  await remove();
  await stopManagedServices();
}, 300_000);

test("two replicas of each service are ready", async () => {
  await vi.waitFor(
    async () => {
      const ready = (await pods()).filter(isReady).map(nameOf);
      expect(ready.sort()).toEqual(twice.flatMap((name) => [name, name]));
    },
    { timeout: 300_000, interval: 1_000 },
  );
}, 310_000);

test("what somebody writes goes round, by HTTPS and a socket through the Ingress", async () => {
  const ann = await signUp(url, "ann");
  const session = await listen(url, ann.token);
  await expectEverythingToWork(url, ann, session, "Water the plants");
  session.close();
});

test("completing a task that repeats makes the next one", async () => {
  const ben = await signUp(url, "ben");
  const tasks = tasksOf(url, ben);
  const session = await listen(url, ben.token);
  await tasks.complete(await tasks.addSeries("Empty the bin", 172_800_000));
  await session.waitFor(
    (message) => message.type === "event" && message.event.type === "recurrence.instance-created",
  );
  session.close();
});

test("Server-Sent Events pass the Ingress as they happen", async () => {
  const cem = await signUp(url, "cem");
  const answer = await fetch(`${url}/api/v1/events/stream`, { headers: cem.headers });
  expect(answer.headers.get("content-type")).toContain("text/event-stream");
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  await tasksOf(url, cem).addSeries("Buy oats", 172_800_000);
  let seen = "";
  while (!seen.includes("Buy oats")) {
    const part = await reader?.read();
    if (part?.value === undefined) throw new Error(`the stream ended: ${seen}`);
    seen += part.value;
  }
  await reader?.cancel();
});

test("the role of the services rules nothing, and comes by TLS", async () => {
  const sql =
    "select rolsuper, rolcreaterole, bool_and(ssl) from pg_roles join pg_stat_activity on usename = rolname join pg_stat_ssl using (pid) where rolname = 'pakaura_services' group by 1, 2";
  const psql = ["psql", "-qtA", "--host=/tmp", "--username=postgres", "pakaura", "--command", sql];
  const pod = ["--namespace=managed", "exec", "deployment/postgres", "--"];
  expect((await kubectl(...pod, ...psql)).trim()).toBe("f|f|t");
});

test("topics have the partitions of production", async () => {
  const said = await kubectl("logs", "job/topics");
  expect(said).toContain("Created topic task-events");
});
