import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { signUp, type Account } from "../account.ts";
import { freePort } from "../free-port.ts";
import { startProduct, temporaryFolder } from "../product.ts";
import { createsPerSecond } from "./create-throughput.ts";
import type { Environment } from "./environment.ts";
import type { Row } from "./row.ts";
import { median, rounds } from "./statistics.ts";
import { untilLogged } from "./until-logged.ts";

const userCount = 50;
/** As Prometheus asks, and as infra/helm/pakaura/values-monitoring.yaml has it. */
const scrapeMs = 15_000;
const sampled = "0.1";

/** Takes what it is sent, and says that it did. */
async function startCollector(): Promise<{ url: string; server: Server }> {
  const server = createServer((request, response) => {
    request.resume();
    request.on("end", () =>
      response.writeHead(200, { "content-type": "application/json" }).end("{}"),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

type Side = { url: string; accounts: Account[]; stop: () => Promise<void> };

/** A Pakaura with a database of its own on the PostgreSQL of the run. */
async function startSide(
  { database, databaseUrl }: Environment,
  name: string,
  environment: Record<string, string>,
): Promise<Side> {
  const folder = await temporaryFolder();
  await database.query(`create database ${name}`);
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  const product = await startProduct({
    dataDirectory: folder.path,
    environment: { DATABASE_URL: url.href, ...environment },
  });
  const accounts = await Promise.all(
    Array.from({ length: userCount }, (_, index) => signUp(product.url, `many-${index}`)),
  );
  return {
    url: product.url,
    accounts,
    stop: async () => {
      await product.stop();
      await folder.remove();
    },
  };
}

async function writesOf({ url, accounts }: Side): Promise<number> {
  const rate = await createsPerSecond(`${url}/api/v1/tasks`, accounts);
  await untilLogged(url, accounts);
  return rate;
}

/** Row 19: creates per second with a line for each, traces and metrics, against none of it, by pairs. */
export async function benchTelemetry(environment: Environment): Promise<Row[]> {
  const collector = await startCollector();
  const internalPort = await freePort();
  const silent = await startSide(environment, "silent", { LOG_LEVEL: "silent" });
  const watched = await startSide(environment, "watched", {
    LOG_LEVEL: "info",
    INTERNAL_PORT: internalPort,
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_TRACES_SAMPLER_ARG: sampled,
  });
  const scraping = setInterval(() => {
    void fetch(`http://127.0.0.1:${internalPort}/metrics`).then((answer) => answer.text());
  }, scrapeMs);
  for (const side of [silent, watched]) await writesOf(side);
  const pairs = await rounds(9, async (index) => {
    // Each is the first as often as the other.
    const order = index % 2 === 0 ? [silent, watched] : [watched, silent];
    const rates = new Map<Side, number>();
    for (const side of order) rates.set(side, await writesOf(side));
    return { ours: rates.get(watched) ?? 0, reference: rates.get(silent) ?? 0 };
  });
  clearInterval(scraping);
  for (const side of [watched, silent]) await side.stop();
  collector.server.close();
  return [
    {
      number: "19",
      measure: "creates/s with logs, traces, metrics",
      ours: `${Math.round(median(pairs.map(({ ours }) => ours)))}/s`,
      reference: `${Math.round(median(pairs.map(({ reference }) => reference)))}/s`,
      ratio: median(pairs.map(({ ours, reference }) => ours / reference)),
      target: { atLeast: 0.97 },
    },
  ];
}
