import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeCertificate } from "./certificates.ts";
import { kubectl, kubectlAnywhere, namespace } from "./kubernetes.ts";

const folder = "tests/cluster/managed";
const managed = (...args: string[]) => kubectlAnywhere("--namespace=managed", ...args);
const domain = "managed.svc.cluster.local";
const secretOf = (): string => randomBytes(16).toString("hex");
const literals = (values: Record<string, string>): string[] =>
  Object.entries(values).map(([key, value]) => `--from-literal=${key}=${value}`);

/**
 * Starts Kafka, PostgreSQL and Redis with TLS and passwords, and Traefik as the way in, in the namespace `managed`, and gives the
 * namespace of Pakaura the Secrets and the authority that values-production.yaml names. Returns the authority, in PEM.
 */
export async function startManagedServices(): Promise<string> {
  await stopManagedServices();
  const hosts = ["kafka", "postgres", "redis"].map((name) => `${name}.${domain}`);
  const made = await makeCertificate([...hosts, "localhost"]);
  const passwords = {
    KAFKA_PASSWORD: secretOf(),
    REDIS_PASSWORD: secretOf(),
    POSTGRES_PASSWORD: secretOf(),
  };
  const ownerPassword = secretOf();
  await kubectlAnywhere("create", "namespace", "managed");
  await kubectlAnywhere("create", "namespace", namespace);
  const files = await mkdtemp(join(tmpdir(), "pakaura-managed-"));
  try {
    const [key, certificate] = [join(files, "tls.key"), join(files, "tls.crt")];
    await writeFile(key, made.key);
    await writeFile(certificate, made.certificate);
    const asTls = (name: string) => [
      "secret",
      "tls",
      name,
      `--key=${key}`,
      `--cert=${certificate}`,
    ];
    await managed("create", ...asTls("certificate"));
    await kubectl("create", ...asTls("pakaura-tls"));
  } finally {
    await rm(files, { recursive: true, force: true });
  }
  await managed("create", "secret", "generic", "passwords", ...literals(passwords));
  await kubectlAnywhere("apply", `--filename=${folder}/services.yaml`);
  await kubectlAnywhere("apply", `--filename=${folder}/traefik.yaml`);
  const deployments = ["kafka", "postgres", "redis", "traefik"];
  for (const name of deployments) {
    await managed("rollout", "status", `deployment/${name}`, "--timeout=240s");
  }
  // As a managed one has it: who owns the tables rules neither the server nor other databases.
  for (const sql of [
    `create role pakaura login createrole password '${ownerPassword}'`,
    "create database pakaura owner pakaura",
  ]) {
    await managed("exec", "deployment/postgres", "--", ...psql, sql);
  }
  const database = `@postgres.${domain}:5432/pakaura?sslmode=verify-full`;
  const secrets = {
    "pakaura-services": {
      DATABASE_URL: `postgresql://pakaura_services:${secretOf()}${database}`,
      KAFKA_PASSWORD: passwords.KAFKA_PASSWORD,
      REDIS_PASSWORD: passwords.REDIS_PASSWORD,
    },
    "pakaura-sessions": { PAKAURA_SECRET: secretOf() },
    "pakaura-mail": { SMTP_URL: "" },
    "pakaura-owner": { MIGRATION_DATABASE_URL: `postgresql://pakaura:${ownerPassword}${database}` },
    "dapr-api-token": { token: secretOf() },
    "app-api-token": { token: secretOf() },
  };
  for (const [name, values] of Object.entries(secrets)) {
    await kubectl("create", "secret", "generic", name, ...literals(values));
  }
  const authority = `--from-literal=ca.crt=${made.authority}`;
  await kubectl("create", "configmap", "pakaura-authorities", authority);
  return made.authority;
}

const psql = ["psql", "--host=/tmp", "--username=postgres", "--set=ON_ERROR_STOP=1", "--command"];

/** Takes them away again, with all that they hold. */
export async function stopManagedServices(): Promise<void> {
  await kubectlAnywhere("delete", "namespace", "managed", "--ignore-not-found");
}
