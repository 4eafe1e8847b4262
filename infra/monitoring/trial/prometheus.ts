import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { answersHttp } from "@pakaura/stack/parts/answers";
import { freePort } from "@pakaura/stack/parts/free-port";
import { startPart } from "@pakaura/stack/parts/part";
import { parse } from "yaml";
import { z } from "zod";
import { hasten } from "./hasten.ts";
import type { MetricsTools } from "./tools.ts";

const monitoring = join(import.meta.dirname, "..");
/** How many times as fast as the real one the time of the rules goes. */
const haste = 10;
/** As short as the slowest answer allows: `/metrics` waits three seconds for a Kafka or a database that is away. */
const scrapeInterval = "6s";

const labels = z.record(z.string(), z.string());
const answerSchema = z.object({
  data: z.object({
    result: z.array(z.object({ metric: labels, value: z.tuple([z.number(), z.string()]) })),
  }),
});
const alertsSchema = z.object({
  data: z.object({ alerts: z.array(z.object({ labels, state: z.string() })) }),
});
const configSchema = z.looseObject({
  global: z.looseObject({}),
  scrape_configs: z.array(z.looseObject({ job_name: z.string() })),
});

export type Series = { labels: Record<string, string>; value: number };
export type Prometheus = {
  /** What an expression gives now, without what is no number. */
  ask: (expression: string) => Promise<Series[]>;
  /** The alerts that fire or are about to. */
  alerts: () => Promise<{ labels: Record<string, string>; state: string }[]>;
  stop: () => Promise<void>;
};

/** The configuration of compose.yaml, asking by a proxy and more often, with the rules in a hurry. */
function writeConfiguration(folder: string, proxy: string): string {
  const read = (path: string) => readFileSync(join(monitoring, path), "utf8");
  const rules = join(folder, "rules.yaml");
  writeFileSync(rules, hasten(read("rules/pakaura.yaml"), haste));
  const config = configSchema.parse(parse(read("compose/prometheus.yaml"), { merge: true }));
  const intervals = { scrape_interval: scrapeInterval, scrape_timeout: scrapeInterval };
  const file = join(folder, "prometheus.yaml");
  const text = JSON.stringify({
    ...config,
    global: { ...config.global, ...intervals, evaluation_interval: "2s" },
    rule_files: [rules],
    scrape_configs: config.scrape_configs.map((one) => ({ ...one, proxy_url: proxy })),
  });
  writeFileSync(file, text);
  return file;
}

/** Starts a Prometheus that scrapes what the proxy leads to, and resolves when it answers. */
export async function startPrometheus(
  tools: MetricsTools,
  folder: string,
  proxy: string,
): Promise<Prometheus> {
  mkdirSync(folder);
  const file = writeConfiguration(folder, proxy);
  execFileSync(tools.promtool, ["check", "config", file], { stdio: "pipe" });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const part = await startPart({
    name: "prometheus",
    command: tools.prometheus,
    args: [
      `--config.file=${file}`,
      `--storage.tsdb.path=${join(folder, "data")}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    environment: {},
    folder,
    logFile: join(folder, "prometheus.log"),
    isReady: () => answersHttp(`${url}/-/ready`),
  });
  const get = async (path: string): Promise<unknown> =>
    (await fetch(`${url}/api/v1${path}`)).json();
  return {
    async ask(expression) {
      const answer = await get(`/query?${new URLSearchParams({ query: expression }).toString()}`);
      const { data } = answerSchema.parse(answer);
      return data.result
        .map(({ metric, value: [, value] }) => ({ labels: metric, value: Number(value) }))
        .filter(({ value }) => !Number.isNaN(value));
    },
    alerts: async () => alertsSchema.parse(await get("/alerts")).data.alerts,
    stop: part.stop,
  };
}
