import { createHash, X509Certificate } from "node:crypto";
import { rootCertificates } from "node:tls";
import { z } from "zod";

/** What `terraform output -json` says of infra/terraform/oke, as far as secrets need it. */
export const outputsSchema = z.object({
  helm_values: z.object({
    value: z.object({
      kafka: z.object({ enabled: z.boolean(), external: z.object({ brokers: z.string() }) }),
      postgres: z.object({
        enabled: z.boolean(),
        external: z.object({ host: z.string(), port: z.number(), parameters: z.string() }),
      }),
      redis: z.object({ enabled: z.boolean() }),
    }),
  }),
  /** OCIDs of secrets in the Vault. An output that is null is left out by some versions. */
  cache_secret: z.object({ value: z.string().nullable() }).optional(),
  database_secret: z.object({ value: z.string().nullable() }).optional(),
  kafka_secret: z.object({ value: z.string().nullable() }).optional(),
  database_authority: z.object({ value: z.string().nullable() }).optional(),
});
export type Outputs = z.infer<typeof outputsSchema>;

/** Contents of the Vault, of what is managed; and passwords that are in the cluster already, or new ones. */
export type Passwords = {
  databaseOwner: string | null;
  kafkaSuperuser: string | null;
  cache: string | null;
  kafka: string;
  redis: string;
  databaseServices: string;
};

type Manifest = {
  apiVersion: "v1";
  kind: string;
  metadata: { name: string; namespace: string };
  [content: string]: unknown;
};

/** What oke/vault.tf makes the secret of Kafka's superuser with. */
const placeholder = "replaced by Kafka";

const database = "pakaura";
const owner = "pakaura";
const services = "pakaura_services";

/** SHA-256 of a password in small hexadecimal digits, as OCI Cache wants it of a user. */
export const cacheHash = (password: string): string =>
  createHash("sha256").update(password).digest("hex");

/**
 * Name and password of the superuser, from what Kafka wrote into the Vault: JSON with `username` and `password`.
 * Where it is the password alone, `username` has to be given. Throws on anything else, without saying what it read.
 */
export function readSuperuser(
  content: string,
  username?: string,
): { username: string; password: string } {
  if (content === placeholder)
    throw new Error("Kafka has not written its superuser into the Vault yet");
  let parsed: unknown = null;
  try {
    parsed = JSON.parse(content);
  } catch {
    // The password alone.
  }
  const both = z
    .looseObject({ username: z.string().min(1), password: z.string().min(1) })
    .safeParse(parsed);
  if (both.success) return { username: both.data.username, password: both.data.password };
  const isText = typeof parsed !== "object" || parsed === null;
  if (isText && username !== undefined && content.trim() !== "") {
    return { username, password: content.trim() };
  }
  throw new Error(
    "The Vault's secret of Kafka's superuser is no JSON with username and password: set KAFKA_SUPERUSER to its name",
  );
}

/** The address of the database for one user, whose password may have any characters. */
function databaseUrl(outputs: Outputs, user: string, password: string): string {
  const { enabled, external } = outputs.helm_values.value.postgres;
  const place = enabled
    ? `postgres:5432/${database}`
    : `${external.host}:${external.port}/${database}?${external.parameters}`;
  return `postgresql://${user}:${encodeURIComponent(password)}@${place}`;
}

/** Authorities as PEM: that of the database, and DigiCert's, which sign Kafka's certificates. */
function authorities(ofDatabase: string): string {
  const digicert = rootCertificates.filter((pem) =>
    /^O=DigiCert Inc$/m.test(new X509Certificate(pem).subject),
  );
  return `${[ofDatabase.trim(), ...digicert].join("\n")}\n`;
}

/**
 * Secrets and authorities for the chart on Oracle's cloud, as a List that `kubectl apply` takes. The names are those
 * that values/main.tf gives to `secrets.existing` and `authorities`; `kafka-admin` is for prepare-oke.yaml alone.
 * Throws where something is managed and its password is missing.
 */
export function secretManifest(
  outputs: Outputs,
  passwords: Passwords,
  options: { namespace: string; superuser?: string },
): { apiVersion: "v1"; kind: "List"; items: Manifest[] } {
  const values = outputs.helm_values.value;
  const items: Manifest[] = [];
  const add = (kind: string, name: string, content: Record<string, unknown>) => {
    const metadata = { name, namespace: options.namespace };
    items.push({ apiVersion: "v1", kind, metadata, ...content });
  };
  const addSecret = (name: string, stringData: Record<string, string>) =>
    add("Secret", name, { type: "Opaque", stringData });
  const demand = (password: string | null, what: string): string => {
    if (password === null || password === "")
      throw new Error(`The Vault has no password of ${what}`);
    return password;
  };

  if (values.kafka.enabled && values.postgres.enabled && values.redis.enabled) {
    throw new Error("Nothing is managed: the chart makes all of its secrets itself");
  }
  addSecret("pakaura-services", {
    DATABASE_URL: databaseUrl(outputs, services, passwords.databaseServices),
    KAFKA_PASSWORD: passwords.kafka,
    REDIS_PASSWORD: values.redis.enabled ? passwords.redis : demand(passwords.cache, "the cache"),
  });
  if (!values.postgres.enabled) {
    const password = demand(passwords.databaseOwner, "the database's owner");
    addSecret("pakaura-owner", {
      POSTGRES_PASSWORD: password,
      MIGRATION_DATABASE_URL: databaseUrl(outputs, owner, password),
    });
    const authority = outputs.database_authority?.value ?? "";
    if (!authority.includes("-----BEGIN CERTIFICATE-----")) {
      throw new Error("database_authority is no certificate: look at `terraform output`");
    }
    add("ConfigMap", "pakaura-authorities", { data: { "ca.crt": authorities(authority) } });
  }
  if (!values.kafka.enabled) {
    const content = demand(passwords.kafkaSuperuser, "Kafka's superuser");
    addSecret("kafka-admin", {
      brokers: values.kafka.external.brokers,
      ...readSuperuser(content, options.superuser),
    });
  }
  return { apiVersion: "v1", kind: "List", items };
}
