import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const folder = join(import.meta.dirname, "oke");
const root = join(import.meta.dirname, "../..");
const schemaFile = join(root, "infra/helm/pakaura/values.schema.json");

const read = (path: string): string => readFileSync(join(folder, path), "utf8");
const filesOf = (path: string, end: string): string[] =>
  readdirSync(join(folder, path)).filter((name) => name.endsWith(end));
const configuration = filesOf(".", ".tf").map(read).join("\n");

/** The bodies of top-level blocks by their last label: `variable "region" {` is region. */
const blocks = (source: string, kind: string): Map<string, string> =>
  new Map(
    [
      ...source.matchAll(new RegExp(`^${kind} (?:"\\w+" )*"(\\w+)" \\{\\n([\\s\\S]*?)^\\}`, "gm")),
    ].map((match) => [match[1] ?? "", match[2] ?? ""]),
  );

/** Whichever of the two is on the PATH. */
const terraform = ["terraform", "tofu"].find((name) =>
  (process.env["PATH"] ?? "").split(delimiter).some((path) => existsSync(join(path, name))),
);
const runTerraform = (where: string, ...args: string[]): string =>
  execFileSync(terraform ?? "", [`-chdir=${where}`, ...args], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1" },
  });

describe("Terraform's configuration of Oracle's cloud", () => {
  test("describes every variable, says its type and refuses what it cannot be", () => {
    const variables = blocks(configuration, "variable");
    expect(variables.size).toBeGreaterThan(15);
    for (const [name, body] of variables) {
      expect(body, name).toMatch(/^ {2}description = "[A-Z].*\."$/m);
      expect(body, name).toMatch(/^ {2}type\s+= /m);
      expect(body, name).toContain("validation {");
    }
  });

  test("describes every output", () => {
    for (const [name, body] of blocks(configuration, "output")) {
      expect(body, name).toMatch(/^ {2}description = "[A-Z].*"$/m);
    }
  });

  test("sets only variables that there are, and nothing of an account, in the files of sizes", () => {
    const names = [...blocks(configuration, "variable").keys()];
    const sizes = filesOf(".", ".tfvars");
    expect(sizes.toSorted()).toEqual(["real.tfvars", "small.tfvars"]);
    for (const size of sizes) {
      const set = [...read(size).matchAll(/^(\w+)\s+=/gm)].map((match) => match[1]);
      expect(set.length, size).toBeGreaterThan(0);
      for (const name of set) expect(names, size).toContain(name);
      expect(read(size)).not.toMatch(/ocid1\.|password|secret/i);
    }
  });

  test("has a repository for each image that is built", () => {
    const declared = /images = toset\(\[(.*)\]\)/.exec(configuration)?.[1] ?? "";
    const built = /for service in ([\w -]+); do/.exec(
      readFileSync(join(root, "infra/docker/build.sh"), "utf8"),
    )?.[1];
    expect(declared.replaceAll(/[",]/g, "").split(" ").toSorted()).toEqual(
      built?.split(" ").toSorted(),
    );
  });

  test("passes no password through Terraform, whose state would keep it", () => {
    expect(configuration).not.toMatch(/^\s*(?:password|token|private_key)\s*=/m);
    expect(configuration).not.toMatch(
      /"(?:random_password|random_string|oci_identity_auth_token)"/,
    );
    const contents = [...configuration.matchAll(/^\s*content\s+=\s*(.*)$/gm)].map(
      (match) => match[1],
    );
    expect(contents).toEqual(['base64encode("replaced by Kafka")']);
  });

  test("lets what keeps people's data go only by a change of the configuration", () => {
    expect(blocks(read("postgres.tf"), "resource").get("main")).toContain("prevent_destroy = true");
  });

  test.runIf(terraform)("is formatted as its program would format it", () => {
    expect(runTerraform(folder, "fmt", "-check", "-recursive")).toBe("");
  });
});

type Schema = {
  $ref?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
};

/** Keys of the values that the schema does not name, as a.b.c. */
function unknownKeys(value: unknown, schema: Schema, whole: Schema, path: string[] = []): string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  const reference = schema.$ref?.slice(2).split("/");
  const own = reference
    ? reference.reduce<Schema>((at, key) => (at as Record<string, Schema>)[key] ?? {}, whole)
    : schema;
  return Object.entries(value).flatMap(([key, inner]) => {
    const rest =
      typeof own.additionalProperties === "object" ? own.additionalProperties : undefined;
    const known = own.properties?.[key] ?? rest;
    if (known) return unknownKeys(inner, known, whole, [...path, key]);
    const isFree = own.properties === undefined && own.additionalProperties !== false;
    return isFree ? [] : [[...path, key].join(".")];
  });
}

describe.runIf(terraform)("Values for the chart", () => {
  let place = "";
  beforeAll(() => {
    place = mkdtempSync(join(tmpdir(), "pakaura-values-"));
    cpSync(join(folder, "values"), place, { recursive: true });
    runTerraform(place, "init", "-input=false");
  });
  afterAll(() => rmSync(place, { recursive: true, force: true }));

  const always = {
    domain: "tasks.example.org",
    registry: "ocir.eu-frankfurt-1.oci.oraclecloud.com/tenant/pakaura",
    api_server_cidr: "10.60.0.0/24",
    vcn_cidr: "10.60.0.0/16",
  };
  const valuesOf = (variables: Record<string, unknown>): unknown => {
    writeFileSync(join(place, "run.tfvars.json"), JSON.stringify({ ...always, ...variables }));
    runTerraform(place, "apply", "-auto-approve", "-input=false", "-var-file=run.tfvars.json");
    return JSON.parse(runTerraform(place, "output", "-json", "helm_values"));
  };
  const small = { node_count: 1 };
  const real = {
    node_count: 3,
    kafka_brokers: ["a.example:9092", "b.example:9092"],
    database_host: "db.example",
    cache_host: "cache.example",
  };

  test("run everything in the cluster, one of each, on a single node", () => {
    expect(valuesOf(small)).toMatchObject({
      api: { replicas: 1, autoscaling: { enabled: false } },
      audit: { replicas: 1 },
      kafka: { enabled: true },
      postgres: { enabled: true },
      redis: { enabled: true },
      authorities: "",
      secrets: { existing: { services: "", owner: "" } },
    });
  });

  test("name what is managed, and the Secrets with its passwords", () => {
    const values = valuesOf(real);
    expect(values).toMatchObject({
      kafka: {
        enabled: false,
        external: { brokers: "a.example:9092,b.example:9092", mechanism: "SHA-512", tls: true },
        topics: { partitions: 6, replicationFactor: 3 },
      },
      postgres: {
        enabled: false,
        external: { host: "db.example", parameters: "sslmode=verify-full" },
      },
      redis: { enabled: false, external: { host: "cache.example:6379", tls: true } },
      secrets: { existing: { services: "pakaura-services", owner: "pakaura-owner" } },
      ingress: { enabled: true, host: "tasks.example.org", tls: { enabled: true } },
    });
    expect(values).not.toHaveProperty("api");
  });

  test("are refused where Kafka names no address that takes a password", () => {
    expect(() => valuesOf({ ...real, kafka_brokers: [] })).toThrow("Kafka names no address");
  });

  test("have only keys that the chart's schema names", () => {
    const schema = JSON.parse(readFileSync(schemaFile, "utf8")) as Schema;
    expect(unknownKeys({ kafka: { brokerz: 1 } }, schema, schema)).toEqual(["kafka.brokerz"]);
    for (const size of [small, real])
      expect(unknownKeys(valuesOf(size), schema, schema)).toEqual([]);
  });
});
