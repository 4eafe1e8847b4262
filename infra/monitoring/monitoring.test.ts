import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parser } from "@grafana/lezer-logql";
import { createMetrics, metricsRoute } from "@pakaura/service/metrics";
import Fastify from "fastify";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { allDashboards } from "./dashboards/all.ts";

const root = join(import.meta.dirname, "../..");
const targetSchema = z.looseObject({
  expr: z.string(),
  datasource: z.looseObject({ type: z.string() }),
});
const panelSchema = z.looseObject({
  title: z.string(),
  description: z.string().min(10),
  fieldConfig: z
    .looseObject({ defaults: z.looseObject({ unit: z.string().optional() }) })
    .optional(),
  links: z.array(z.looseObject({ url: z.string() })).optional(),
  type: z.string(),
  targets: z.array(targetSchema).nonempty(),
});
const dashboards = allDashboards().map((one) => ({
  title: one.title ?? "",
  panels: (one.panels ?? []).map((panel) => panelSchema.parse(JSON.parse(JSON.stringify(panel)))),
}));
const targetsOf = (type: string) =>
  dashboards.flatMap(({ title, panels }) =>
    panels.flatMap((panel) =>
      panel.targets
        .filter(({ datasource }) => datasource.type === type)
        .map(({ expr }) => [`${title}, ${panel.title}`, expr] as const),
    ),
  );

const rulesSchema = z.object({
  groups: z.array(
    z.looseObject({
      rules: z.array(
        z.looseObject({
          record: z.string().optional(),
          alert: z.string().optional(),
          expr: z.string(),
          labels: z.looseObject({ severity: z.enum(["page", "ticket"]) }).optional(),
          annotations: z.looseObject({ runbook: z.string() }).optional(),
        }),
      ),
    }),
  ),
});
const read = (path: string): unknown =>
  parse(readFileSync(join(root, path), "utf8"), { merge: true });
const rules = rulesSchema
  .parse(read("infra/monitoring/rules/pakaura.yaml"))
  .groups.flatMap((group) => group.rules);
const alerts = rules.flatMap(({ alert, ...rule }) =>
  alert === undefined ? [] : [{ alert, ...rule }],
);

/** Of programs that are not ours: Prometheus, Dapr, the kubelet, cert-manager. */
const ofOthers = [
  "up",
  "ALERTS",
  "dapr_component_pubsub_ingress_count",
  "dapr_component_pubsub_ingress_bulk_event_count",
  "kubelet_volume_stats_available_bytes",
  "kubelet_volume_stats_capacity_bytes",
  "certmanager_certificate_expiration_timestamp_seconds",
];

/** The metrics that a query is about: what is left without texts, labels, ranges and functions. */
function metricsIn(expr: string): string[] {
  const bare = expr
    .replace(/"[^"]*"/g, "")
    .replace(/\{[^}]*\}/g, "")
    .replace(/\[[^\]]*\]/g, "")
    .replace(/\b(by|on|without|ignoring) ?\([^)]*\)/g, "");
  const words = bare.match(/[a-zA-Z_:][\w:]*(?!\w)(?!\s*\()/g) ?? [];
  return words.filter(
    (word) => !["and", "or", "unless", "offset", "bool", "e", "m"].includes(word),
  );
}

/** What of a LogQL query is none. */
function brokenIn(expr: string): string[] {
  const broken: string[] = [];
  parser.parse(expr).iterate({
    enter: ({ type, from, to }) => {
      if (type.isError) broken.push(expr.slice(from, to));
    },
  });
  return broken;
}

let known: Set<string>;
beforeAll(async () => {
  const metrics = createMetrics();
  const app = Fastify();
  metricsRoute(app, metrics);
  const { body } = await app.inject("/metrics");
  const recorded = rules.flatMap(({ record }) => record ?? []);
  known = new Set([...recorded, ...ofOthers]);
  for (const [, name = "", type] of body.matchAll(/^# TYPE (\S+) (\S+)$/gm)) {
    known.add(name);
    if (type === "histogram" || type === "summary")
      for (const part of ["bucket", "count", "sum"]) known.add(`${name}_${part}`);
  }
});

describe("dashboards", () => {
  test.each(dashboards)(
    "$title has few panels, each with a question and what to think",
    ({ panels }) => {
      expect(panels.length).toBeLessThanOrEqual(12);
      for (const panel of panels) {
        expect(panel.title).toMatch(/^[A-Z].*\?$/);
        if (panel.type === "logs") continue;
        expect(panel.fieldConfig?.defaults.unit, panel.title).toBeTruthy();
        expect(panel.links?.map(({ url }) => url).join(" "), panel.title).toMatch(/logs.*traces/s);
      }
    },
  );

  test.each(targetsOf("prometheus"))("%s asks for metrics that there are", (_panel, expr) => {
    const asked = metricsIn(expr);
    expect(asked).not.toEqual([]);
    expect([...known]).toEqual(expect.arrayContaining(asked));
  });

  test("buckets are found as each version of Prometheus writes their limits", () => {
    const asked = [
      ...targetsOf("prometheus").map(([, expr]) => expr),
      ...rules.map(({ expr }) => expr),
    ];
    expect(asked.filter((expr) => /le="\d+"/.test(expr))).toEqual([]);
  });

  test.each(targetsOf("loki"))("%s is LogQL", (_panel, expr) => {
    expect(brokenIn(expr)).toEqual([]);
  });

  test("a metric that there is not, and a LogQL that is none, are found", () => {
    expect(metricsIn('sum by (pod) (rate(gone_total{a="b"}[5m])) or vector(0)')).toEqual([
      "gone_total",
    ]);
    expect(brokenIn("{service_name=} | json")).not.toEqual([]);
  });
});

describe("rules", () => {
  test.each(rules.map(({ alert, record, expr }) => [alert ?? record, expr] as const))(
    "%s asks for metrics that there are",
    (_name, expr) => {
      expect([...known]).toEqual(expect.arrayContaining(metricsIn(expr)));
    },
  );

  test("each alert has a severity, a page that says what to do, and a test in which it fires and is quiet", () => {
    const tried = readFileSync(join(root, "infra/monitoring/rules/pakaura.test.yaml"), "utf8");
    for (const { alert, labels, annotations } of alerts) {
      expect(labels?.severity, alert).toBeTruthy();
      expect(annotations?.runbook).toBe(`docs/runbooks/${alert}.md`);
      expect(existsSync(join(root, `docs/runbooks/${alert}.md`)), alert).toBe(true);
      expect(tried).toMatch(new RegExp(`alertname: ${alert}\\n +exp_alerts:`));
      expect(tried).toContain(`alertname: ${alert} }`);
    }
    const pages = readdirSync(join(root, "docs/runbooks")).filter((name) => name !== "README.md");
    expect(pages.sort()).toEqual(alerts.map(({ alert }) => `${alert}.md`).sort());
  });
});
