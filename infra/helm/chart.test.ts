import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { z } from "zod";
import { findGoTool } from "./chart-tools.ts";
import { chartFolder, installations, renderChart, valuesFiles } from "./render.ts";

const root = join(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const services = ["api", "frontend", "notification", "recurring", "audit", "websocket-gateway"];

const metadata = z.looseObject({ name: z.string(), namespace: z.string() });
const environment = z.array(z.looseObject({ name: z.string(), value: z.string().optional() }));
const container = z.looseObject({
  name: z.string(),
  image: z.string(),
  command: z.array(z.string()).default([]),
  args: z.array(z.string()).default([]),
  env: environment.default([]),
  securityContext: z.looseObject({
    allowPrivilegeEscalation: z.literal(false),
    readOnlyRootFilesystem: z.literal(true),
    capabilities: z.strictObject({ drop: z.tuple([z.literal("ALL")]) }),
  }),
  resources: z.strictObject({
    requests: z.strictObject({ cpu: z.string(), memory: z.string() }),
    limits: z.strictObject({ cpu: z.string(), memory: z.string() }),
  }),
});
/** Of all pods, whoever made their image. */
const podSchema = z.looseObject({
  automountServiceAccountToken: z.literal(false),
  enableServiceLinks: z.literal(false),
  hostNetwork: z.undefined().optional(),
  securityContext: z.looseObject({
    runAsNonRoot: z.literal(true),
    seccompProfile: z.strictObject({ type: z.literal("RuntimeDefault") }),
  }),
  containers: z.array(container).nonempty(),
});
const resourceSchema = z.looseObject({ kind: z.string(), metadata });
type Resource = z.infer<typeof resourceSchema>;

async function render(name: string, sets: string[] = []): Promise<Resource[]> {
  const files = installations[name] ?? [];
  const text = await renderChart(findGoTool("helm")?.program ?? "", files, { sets });
  const documents = parseAllDocuments(text, { merge: true }).map((one): unknown => one.toJS());
  return documents.filter((one) => one !== null).map((one) => resourceSchema.parse(one));
}

/** What a resource makes pods of. */
function podOf({ kind, spec }: Resource): z.infer<typeof podSchema> | null {
  if (kind === "Pod") return podSchema.parse(spec);
  const template = z
    .looseObject({ template: z.looseObject({ spec: z.unknown() }) })
    .safeParse(spec);
  return template.success ? podSchema.parse(template.data.template.spec) : null;
}
const podsOf = (resources: Resource[]) =>
  resources.flatMap((one) => {
    const pod = podOf(one);
    return pod === null ? [] : [{ name: `${one.kind} ${one.metadata.name}`, pod }];
  });
const namesOf = (resources: Resource[], kind: string) =>
  resources.filter((one) => one.kind === kind).map((one) => one.metadata.name);

/** Names of settings that a file's schemas have. */
const settingsIn = (path: string) =>
  [...read(path).matchAll(/^\s+([A-Z][A-Z0-9_]+)(?:: |,$)/gm)].map(([, name]) => name ?? "");

function settingsOf(service: string): string[] {
  const app = service === "frontend" ? "web-server" : service;
  const own = readdirSync(join(root, "apps", app)).filter((name) =>
    /^(([a-z-]+-)?config|main)\.ts$/.test(name),
  );
  const alone = ["packages/service/run-alone.ts", "packages/service/alone/dapr-ground.ts"];
  return [...own.map((name) => `apps/${app}/${name}`), ...(app === service ? alone : [])].flatMap(
    settingsIn,
  );
}

test("each values file belongs to an installation that is looked at", () => {
  expect([...new Set(Object.values(installations).flat())].sort()).toEqual(valuesFiles().sort());
});

test("the chart names the version of Pakaura, and the versions of others as compose.yaml does", () => {
  const versionSchema = z.looseObject({ version: z.string() });
  const { version } = versionSchema.parse(JSON.parse(read("package.json")));
  expect(parse(read("infra/helm/pakaura/Chart.yaml"))).toMatchObject({
    version: "5.0.0",
    appVersion: version,
  });
  const compose = read("compose.yaml");
  const images = read("infra/helm/pakaura/values.yaml").matchAll(/^( +)image: (\S+\.io\/\S+)/gm);
  for (const [, indent = "", image = ""] of images) {
    const known = image.replace(/^docker\.io\/(library\/)?/, "");
    // Who watches is named by what is in it; infra/stack/compose.test.ts compares what both have.
    if (indent.length > 2) expect(image).toMatch(/@sha256:[0-9a-f]{64}$/);
    else expect(compose).toContain(`image: ${known}@`);
  }
});

test("a service is a few lines, and what it is stands once", () => {
  for (const service of services)
    for (const file of readdirSync(join(chartFolder, "templates", service)))
      expect(
        read(`infra/helm/pakaura/templates/${service}/${file}`).split("\n").length,
      ).toBeLessThan(5);
});

describe.skipIf(findGoTool("helm") === null)("rendered", () => {
  test.each(Object.keys(installations))("no pod of %s may more than it needs", async (name) => {
    const pods = podsOf(await render(name));
    expect(pods.length).toBeGreaterThan(services.length);
    for (const { name: owner, pod } of pods)
      for (const { image } of pod.containers) expect(image, owner).toMatch(/[:@][\w.:-]+$/);
  });

  test.each(Object.keys(installations))("no secret of %s is in the open", async (name) => {
    const sets = ["PAKAURA_SECRET", "DATABASE_PASSWORD", "KAFKA_PASSWORD", "APP_API_TOKEN"].map(
      (one) => `secrets.values.${one}=planted-planted-planted`,
    );
    const resources = await render(name, sets);
    const open = resources.filter(({ kind }) => kind !== "Secret");
    expect(JSON.stringify(open)).not.toContain("planted");
    if (name === "plain") expect(JSON.stringify(resources)).toContain("planted");
    for (const { pod } of podsOf(resources))
      for (const { env } of pod.containers)
        for (const { name: variable, value } of env)
          if (/(PASSWORD|SECRET|TOKEN|_URL)$/.test(variable) && value !== undefined)
            expect(value).toMatch(/^http:\/\/(api|websocket-gateway):3000$/);
  });

  test("every setting is one that its service knows", async () => {
    for (const { pod } of podsOf(await render("production"))) {
      for (const { name, env } of pod.containers) {
        if (!services.includes(name)) continue;
        const given = env
          .map((one) => one.name)
          .filter((one) => !/^(NODE_|POD_|SECRETS$)/.test(one));
        expect(settingsOf(name), name).toEqual(expect.arrayContaining(given));
      }
    }
  });

  test("one machine has one of everything, and production two of what people wait for", async () => {
    const local = await render("local");
    expect(namesOf(local, "StatefulSet").sort()).toEqual(["kafka", "postgres"]);
    expect(namesOf(local, "PodDisruptionBudget")).toEqual([]);
    const production = await render("production");
    expect(namesOf(production, "StatefulSet")).toEqual([]);
    expect(namesOf(production, "Secret")).toEqual([]);
    expect(namesOf(production, "PodDisruptionBudget").sort()).toEqual([...services].sort());
    expect(namesOf(production, "HorizontalPodAutoscaler").sort()).toEqual([
      "api",
      "frontend",
      "websocket-gateway",
    ]);
  });

  test("a service may read its own Secrets, and nothing else of the cluster", async () => {
    const rules = (await render("plain"))
      .filter(({ kind }) => kind === "Role")
      .map((role) => [role.metadata.name, role["rules"]] as const);
    const only = (...names: string[]) => [
      { apiGroups: [""], resources: ["secrets"], verbs: ["get"], resourceNames: names },
    ];
    expect(Object.fromEntries(rules)).toEqual({
      api: only("pakaura-services", "pakaura-sessions", "pakaura-mail"),
      notification: only("pakaura-services", "pakaura-mail"),
      recurring: only("pakaura-services"),
      audit: only("pakaura-services"),
      "websocket-gateway": only("pakaura-services", "pakaura-sessions"),
    });
  });

  test("who watches is there when asked, with a password that is made, and reaches what it has to", async () => {
    const watching = ["prometheus", "grafana", "loki", "collector"];
    for (const name of ["plain", "local", "production"])
      for (const { pod } of podsOf(await render(name)))
        for (const { name: container } of pod.containers) expect(watching).not.toContain(container);
    const resources = await render("monitored");
    const names = podsOf(resources).flatMap(({ pod }) => pod.containers.map((one) => one.name));
    expect(names).toEqual(expect.arrayContaining(watching));
    const secret = resources.find(({ metadata }) => metadata.name === "pakaura-monitoring");
    expect(secret?.["stringData"]).toEqual({
      "grafana-password": expect.stringMatching(/^\w{40}$/),
      "prometheus-password": expect.stringMatching(/^\w{40}$/),
      "web.yaml": expect.stringMatching(/^basic_auth_users:\n {2}grafana: "?\$2a\$/),
    });
    expect(namesOf(resources, "NetworkPolicy")).toEqual(
      expect.arrayContaining(["metrics-of-services", "to-metrics-of-services", "spans", "lines"]),
    );
  });

  test("each part of it is on by itself, and can be another's", async () => {
    for (const part of ["prometheus", "grafana", "loki", "collector"]) {
      const resources = await render("plain", [`monitoring.${part}.enabled=true`]);
      const names = podsOf(resources).flatMap(({ pod }) => pod.containers.map((one) => one.name));
      expect(names).toContain(part);
    }
    const exporters = ["postgres", "redis"].map(
      (one) => `monitoring.exporters.${one}.enabled=true`,
    );
    const exported = await render("plain", exporters);
    expect(namesOf(exported, "Deployment")).toEqual(
      expect.arrayContaining(["postgres-exporter", "redis-exporter"]),
    );
    expect(namesOf(exported, "NetworkPolicy")).toEqual(
      expect.arrayContaining(["to-statistics-of-postgres", "to-statistics-of-redis"]),
    );
    const sets = ["monitors", "rules"].map((one) => `monitoring.operator.${one}=true`);
    const resources = await render("plain", [...sets, "monitoring.dashboards=true"]);
    expect(namesOf(resources, "PodMonitor")).toEqual(["pakaura"]);
    expect(namesOf(resources, "PrometheusRule")).toEqual(["pakaura"]);
    expect(namesOf(resources, "ConfigMap")).toContain("grafana-dashboards");
  });

  test("the four small services are within the budget of the plan", async () => {
    const budgeted = ["notification", "recurring", "audit", "websocket-gateway"];
    for (const { pod } of podsOf(await render("plain")))
      for (const { name, resources } of pod.containers)
        if (budgeted.includes(name))
          expect(resources.limits, name).toEqual({ cpu: "250m", memory: "256Mi" });
  });

  test.each([
    ["kafka.replicas=3", /kafka/],
    ["settings.SMTP_PASSWORD=x", /SMTP_PASSWORD/],
    ["secrets.values.APP_API_TOKEN=short", /APP_API_TOKEN/],
    ["postgres.enabled=false", /postgres\.external\.host/],
    ["kafka.enabled=false", /kafka\.external\.brokers/],
    ["redis.enabled=false", /redis\.external\.host/],
    ["gatewayRoute.enabled=true", /gatewayRoute\.parents/],
  ])("%s is refused", async (set, reason) => {
    await expect(render("plain", [set])).rejects.toThrow(reason);
  });
});
