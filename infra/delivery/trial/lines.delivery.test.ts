import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type Line,
  type LineKeeper,
  startCollector,
  startLineKeeper,
  writeAll,
  writeAsDocker,
  writeAsPods,
} from "@pakaura/monitoring/trial/lines";
import { type LineTools, prepareLineTools } from "@pakaura/monitoring/trial/tools";
import { startWatchedStack, type WatchedStack } from "@pakaura/monitoring/trial/watched-stack";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { parseAllDocuments } from "yaml";
import { z } from "zod";
import { findGoTool, prepareChartTools } from "../../helm/chart-tools.ts";
import { installations, renderChart } from "../../helm/render.ts";

const root = join(import.meta.dirname, "../../..");
const patience = { timeout: 300_000, interval: 500 };
const services = ["api", "audit", "frontend", "notification", "recurring", "websocket-gateway"];
/** Who has a line of a write: who took it, and each who handled its event. */
const whoHears = services.filter((name) => name !== "frontend");
const correlationId = crypto.randomUUID();
const title = "A title that is in no line";

const mapSchema = z.looseObject({
  kind: z.string(),
  metadata: z.looseObject({ name: z.string() }),
  data: z.record(z.string(), z.string()).optional(),
});

/** The collector's configuration as the chart makes it. */
async function configurationOfChart(): Promise<string> {
  const helm = findGoTool("helm")?.program ?? "";
  const text = await renderChart(helm, installations["monitored"] ?? []);
  for (const document of parseAllDocuments(text)) {
    const { kind, metadata, data } = mapSchema.parse(document.toJS());
    if (kind === "ConfigMap" && metadata.name === "collector")
      return data?.["collector.yaml"] ?? "";
  }
  throw new Error("The chart makes no configuration of the collector");
}

let tools: LineTools;
let watched: WatchedStack;
const cleanUps: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  await prepareChartTools(console.log, { isQuick: true });
  tools = await prepareLineTools(console.log);
  watched = await startWatchedStack();
  const { people, stack } = watched;
  const [window] = people.windows();
  await fetch(`${stack.url}/api/v1/tasks`, {
    method: "POST",
    headers: {
      ...people.account.headers,
      "content-type": "application/json",
      "x-correlation-id": correlationId,
    },
    body: JSON.stringify({ title }),
  });
  // With the entry of the log, everybody has had the event.
  await window?.waitFor(
    (message) => message.type === "activity" && JSON.stringify(message).includes(title),
  );
});
afterAll(async () => {
  for (const cleanUp of cleanUps.reverse()) await cleanUp();
  await watched?.stop();
});

describe.each([
  {
    name: "compose.yaml",
    readConfiguration: async () =>
      readFileSync(join(root, "infra/monitoring/compose/collector.yaml"), "utf8"),
    placesIn: (folder: string) => [["/containers", join(folder, "lines")] as const],
    writeLines: writeAsDocker,
  },
  {
    name: "the chart",
    readConfiguration: configurationOfChart,
    placesIn: (folder: string) => [
      ["/var/log/pods", join(folder, "lines")] as const,
      ["directory: /positions", `directory: ${folder}`] as const,
    ],
    writeLines: writeAsPods,
  },
])("by the collector of $name", ({ name, readConfiguration, placesIn, writeLines }) => {
  let keeper: LineKeeper;

  beforeAll(async () => {
    const folder = join(watched.folder, name.replaceAll(/\W/g, "-"));
    keeper = await startLineKeeper(tools, folder);
    cleanUps.push(keeper.stop);
    const places = [...placesIn(folder), ["http://loki:3100/otlp", keeper.endpoint] as const];
    const configuration = await readConfiguration();
    const lines = join(folder, "lines");
    writeLines(lines, "somebody-1", ["What was said before is not read."]);
    const collector = await startCollector(tools, configuration, { folder, places });
    cleanUps.push(collector.stop);
    writeAll(watched.stack.logFolder, lines, writeLines);
  });

  const servicesOf = (lines: Line[]) => lines.map((line) => line["service.name"]);

  test("lines of every service and of its sidecar come, by the name of the service", async () => {
    await vi.waitFor(async () => {
      expect(servicesOf(await keeper.find("*"))).toEqual(expect.arrayContaining(services));
      // What each line of Dapr has, and none of ours.
      const ofSidecars = await keeper.find("instance:* ver:* message:*");
      expect(servicesOf(ofSidecars)).toEqual(expect.arrayContaining(whoHears));
    }, patience);
  });

  test("one correlation id finds the request and everybody who handled its event", async () => {
    await vi.waitFor(async () => {
      const lines = await keeper.find(`correlation_id:=${JSON.stringify(correlationId)}`);
      expect(servicesOf(lines)).toEqual(expect.arrayContaining(whoHears));
    }, patience);
  });

  test("a line says what was said, and not where it was kept", async () => {
    expect(await keeper.find('"log.file.name":* or "log.file.path":*')).toEqual([]);
  });

  test("what people wrote is in none of them", async () => {
    expect(await keeper.find(JSON.stringify(title))).toEqual([]);
  });
});
