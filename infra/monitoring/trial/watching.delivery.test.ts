import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { faultsOf } from "./faults.ts";
import { questions } from "./questions.ts";
import { startWatchedStack, type WatchedStack } from "./watched-stack.ts";

const patience = { timeout: 300_000, interval: 1_000 };
/** What takes a kubelet and a cert-manager. `promtool test rules` tries them. */
const ofClusters = ["DiskFills", "CertificateEnds"];
const firing = "What is being called for?";
/** Some times what is between two scrapes, as Grafana has it. */
const asked = questions("30s");

let watched: WatchedStack;
beforeAll(async () => {
  watched = await startWatchedStack();
});
afterAll(() => watched?.stop());

const valuesOf = async (expression: string): Promise<number[]> =>
  (await watched.prometheus.ask(expression)).map(({ value }) => value);

async function valuesOfPanel(dashboard: string, panel: string): Promise<number[]> {
  const own = asked.filter((one) => one.dashboard === dashboard && one.panel === panel);
  const all = await Promise.all(own.map(({ expression }) => valuesOf(expression)));
  return all.flat();
}

const statesOf = async (name: string): Promise<string[]> =>
  (await watched.prometheus.alerts())
    .filter(({ labels }) => labels["alertname"] === name)
    .map(({ state }) => state);

test("every panel has an answer to its question while people work", async () => {
  for (const { dashboard, panel, expression } of asked.filter((one) => one.panel !== firing))
    await vi.waitFor(
      async () => expect(await valuesOf(expression), `${dashboard}: ${panel}`).not.toEqual([]),
      patience,
    );
});

test.each([
  ["System Overview", "How many pods do not answer?", [0]],
  ["System Overview", "How many requests fail?", [0]],
  ["System Overview", "How many dead letters wait?", [0]],
  ["Kafka Events", "How many brokers answer?", [1]],
  ["Kafka Events", "How many replicas lead the relay?", [1]],
  ["Kafka Events", "How many dead letters wait?", [0]],
  ["WebSocket", "Do changes come within three seconds?", [1]],
  ["WebSocket", "How many are cut off as too slow?", [0]],
  ["Reminders", "Do they come within a minute?", [1]],
  ["Service Levels", "How much of the month's errors is left?", [1]],
  ["Service Levels", "Do reminders come within a minute?", [1]],
  ["Service Levels", "Do changes reach other windows in time?", [1]],
  ["Service Levels", "How quickly do errors use up the month?", [0, 0, 0]],
])("while all is well, %s says to %j: %j", async (dashboard, panel, values) => {
  await vi.waitFor(
    async () => expect(await valuesOfPanel(dashboard, panel)).toEqual(values),
    patience,
  );
});

test("windows, services and consumers are counted as they are", async () => {
  const { people, prometheus } = watched;
  const labelsOf = async (expression: string, label: string) =>
    new Set((await prometheus.ask(expression)).map(({ labels }) => labels[label]));
  await vi.waitFor(async () => {
    const [open = 0] = await valuesOfPanel("WebSocket", "How many sockets are open?");
    // And one that somebody has just opened, or is about to.
    expect([0, 1]).toContain(open - people.windows().length);
  }, patience);
  const consumers = ["audit-service", "notification-service", "recurring-service", "api"];
  const six = ["api", "audit", "frontend", "notification", "recurring", "websocket-gateway"];
  expect(await labelsOf('up{job="pakaura"} == 1', "service_name")).toEqual(new Set(six));
  expect(await labelsOf('up{job="sidecars"} == 1', "service_name")).toEqual(
    new Set(six.filter((name) => name !== "frontend")),
  );
  expect(
    await labelsOf('kafka_consumergroup_lag{consumergroup!~"ws-.*"}', "consumergroup"),
  ).toEqual(new Set(consumers));
  const deliveries = asked.find(({ panel }) => panel.startsWith("What do sidecars deliver"));
  const told = await labelsOf(deliveries?.expression ?? "", "app_id");
  for (const name of ["websocket-gateway", ...consumers.filter((one) => one !== "api")])
    expect(told).toContain(name);
});

test("nobody is called while all is well", async () => {
  await vi.waitFor(async () => {
    const called = (await watched.prometheus.alerts()).map(({ labels }) => labels["alertname"]);
    // How quick an answer is, is of the machine as well, and of whatever else it does.
    expect(called.filter((name) => name !== "ApiIsSlow")).toEqual([]);
  }, patience);
});

/** By name, as the tests are named before there is a stack. */
const faults: [string, string[]][] = [
  ["a process that does not answer", ["ServiceDown"]],
  ["a consumer that is away", ["ConsumerIsBehind"]],
  ["a Kafka that is away", ["KafkaDoesNotAnswer", "EventsAreLate"]],
  ["an api without its sidecar", ["RelayWithoutLeader"]],
  ["nobody who tells of Kafka", ["NobodyTellsOfKafka"]],
  ["an event that is none", ["DeadLetters"]],
  ["windows that lose their gateway", ["SocketsFall"]],
  ["a table that somebody holds for a while, again and again", ["ApiIsSlow"]],
  ["a table that somebody holds", ["DatabaseConnectionsRunOut"]],
  ["a scheduler that is away while reminders are due", ["RemindersAreLate"]],
  [
    "a database that lets no service in",
    ["ApiAvailabilityBurnsFast", "ApiAvailabilityBurnsSlowly"],
  ],
];

test.each(faults)("%s: %j fires, and clears when it is over", async (name, alerts) => {
  const { stack, people } = watched;
  const fault = faultsOf(stack, people)[name];
  if (!fault) throw new Error(`Nobody knows how to cause ${name}`);
  const end = await fault();
  try {
    for (const alert of alerts)
      await vi.waitFor(
        async () => expect(await statesOf(alert), alert).toContain("firing"),
        patience,
      );
    // The panel that tells of alerts is asked while there is something to tell.
    expect(await valuesOfPanel("Service Levels", firing)).not.toEqual([]);
  } finally {
    await end();
  }
  for (const alert of alerts)
    await vi.waitFor(async () => expect(await statesOf(alert), alert).toEqual([]), patience);
});

test("every alert was tried", () => {
  const rules = readFileSync(join(import.meta.dirname, "../rules/pakaura.yaml"), "utf8");
  const all = [...rules.matchAll(/- alert: (\w+)/g)].map(([, name = ""]) => name);
  const tried = faults.flatMap(([, alerts]) => alerts);
  expect([...tried, ...ofClusters].sort()).toEqual(all.sort());
});
