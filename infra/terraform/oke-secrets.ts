/**
 * Passwords of what is managed on Oracle's cloud, from the Vault to the cluster (docs/oke.md):
 *   node infra/terraform/oke-secrets.ts cache-hash                            SHA-256 of the cache's password
 *   node infra/terraform/oke-secrets.ts manifest | kubectl apply -f -         Secrets for the chart
 * Needs terraform (or the program that TERRAFORM names), oci and, for the manifest, kubectl, each signed in.
 */
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { cacheHash, outputsSchema, secretManifest } from "./secret-manifest.ts";

const namespace = process.env["NAMESPACE"] ?? "pakaura";
const folder = join(import.meta.dirname, "oke");

/** What a program writes. What it has to say of errors goes to the terminal. */
const run = (program: string, args: string[]): string =>
  execFileSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });

/** The content of a secret in the Vault, or null where there is no such secret. */
function fromVault(id: string | null | undefined): string | null {
  if (id === null || id === undefined) return null;
  const command = ["secrets", "secret-bundle", "get"];
  const query = 'data."secret-bundle-content".content';
  const bundle = run("oci", [...command, "--secret-id", id, "--query", query, "--raw-output"]);
  return Buffer.from(bundle.trim(), "base64").toString("utf8");
}

/** What is in the cluster's Secret already, by its keys. */
function inCluster(name: string): Record<string, string> {
  const secret = ["get", "secret", name, "--ignore-not-found", "-o", "json"];
  const found = run("kubectl", ["-n", namespace, ...secret]);
  if (found.trim() === "") return {};
  const { data } = z
    .looseObject({ data: z.record(z.string(), z.string()) })
    .parse(JSON.parse(found));
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, Buffer.from(value, "base64").toString()]),
  );
}

/** The password in the address of a database, or undefined. */
const passwordIn = (url: string | undefined): string | undefined =>
  url === undefined ? undefined : decodeURIComponent(new URL(url).password);

const random = (): string => randomBytes(32).toString("base64url");

function main(command: string | undefined): string {
  const terraform = process.env["TERRAFORM"] ?? "terraform";
  const read = (): unknown => JSON.parse(run(terraform, [`-chdir=${folder}`, "output", "-json"]));
  if (command === "cache-hash") {
    // Asked for before the rest of the outputs is there.
    const { cache_secret } = z
      .looseObject({ cache_secret: outputsSchema.shape.cache_secret })
      .parse(read());
    const password = fromVault(cache_secret?.value);
    if (password === null)
      throw new Error("There is no cache_secret among the outputs of Terraform yet");
    return cacheHash(password);
  }
  if (command === "manifest") {
    const outputs = outputsSchema.parse(read());
    const kept = inCluster("pakaura-services");
    const passwords = {
      databaseOwner: fromVault(outputs.database_secret?.value),
      kafkaSuperuser: fromVault(outputs.kafka_secret?.value),
      cache: fromVault(outputs.cache_secret?.value),
      kafka: kept["KAFKA_PASSWORD"] ?? random(),
      redis: kept["REDIS_PASSWORD"] ?? random(),
      databaseServices: passwordIn(kept["DATABASE_URL"]) ?? random(),
    };
    const superuser = process.env["KAFKA_SUPERUSER"];
    const options = superuser === undefined ? { namespace } : { namespace, superuser };
    return JSON.stringify(secretManifest(outputs, passwords, options), null, 2);
  }
  throw new Error("Say which: cache-hash or manifest");
}

try {
  console.log(main(process.argv[2]));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
