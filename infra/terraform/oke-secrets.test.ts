import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const script = join(import.meta.dirname, "oke-secrets.ts");
const node = join(import.meta.dirname, "../../node_modules/.bin/node");

const outputs = {
  helm_values: {
    value: {
      kafka: { enabled: true, external: { brokers: "" } },
      postgres: { enabled: true, external: { host: "", port: 5432, parameters: "" } },
      redis: { enabled: false },
    },
  },
  cache_secret: { value: "ocid1.vaultsecret.cache" },
};
const base64 = (text: string): string => Buffer.from(text).toString("base64");

let place = "";
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), "pakaura-oke-"));
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

/** Runs the script beside programs that answer with what is given, each only for the arguments that it begins with. */
function run(command: string[], answers: Record<string, { to: string; with: string }>) {
  for (const [name, answer] of Object.entries(answers)) {
    const file = join(place, name);
    writeFileSync(join(place, `${name}.answer`), answer.with);
    const match = `case "$*" in *"${answer.to}"*) cat "$0.answer" ;; *) echo "$*" >&2; exit 3 ;; esac`;
    writeFileSync(file, `#!/bin/sh\n${match}\n`);
    chmodSync(file, 0o755);
  }
  return spawnSync(node, [script, ...command], {
    encoding: "utf8",
    env: { ...process.env, PATH: `${place}${delimiter}${process.env["PATH"] ?? ""}` },
  });
}

const terraform = { to: "infra/terraform/oke output -json", with: JSON.stringify(outputs) };
const oci = {
  to: "secrets secret-bundle get --secret-id ocid1.vaultsecret.cache",
  with: `${base64("of the cache")}\n`,
};

describe("Passwords from the Vault to the cluster", () => {
  test("begin with the hash of the cache's, when nothing else is there yet", () => {
    const early = { cache_secret: outputs.cache_secret };
    const { stdout } = run(["cache-hash"], {
      terraform: { ...terraform, with: JSON.stringify(early) },
      oci: { ...oci, with: base64("") },
    });
    expect(stdout).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n");
  });

  test("leave as they are those that the cluster has already", () => {
    const kept = {
      KAFKA_PASSWORD: base64("kept-kafka"),
      DATABASE_URL: base64("postgresql://pakaura_services:kept%2Fpassword@postgres:5432/pakaura"),
    };
    const kubectl = {
      to: "-n pakaura get secret pakaura-services --ignore-not-found -o json",
      with: JSON.stringify({ kind: "Secret", data: kept }),
    };
    const { stdout } = run(["manifest"], { terraform, oci, kubectl });
    expect(JSON.parse(stdout)).toMatchObject({
      kind: "List",
      items: [
        {
          stringData: {
            KAFKA_PASSWORD: "kept-kafka",
            DATABASE_URL: "postgresql://pakaura_services:kept%2Fpassword@postgres:5432/pakaura",
            REDIS_PASSWORD: "of the cache",
          },
        },
      ],
    });
  });

  test("are made anew where the cluster has none", () => {
    const kubectl = { to: "get secret", with: "" };
    const first = run(["manifest"], { terraform, oci, kubectl }).stdout;
    const password = /"KAFKA_PASSWORD": "([\w-]{43})"/.exec(first)?.[1];
    expect(password).toBeDefined();
    expect(run(["manifest"], { terraform, oci, kubectl }).stdout).not.toContain(password);
  });

  test("are not guessed: what fails is told, and nothing is written", () => {
    const refused = { ...oci, to: "something else" };
    const kubectl = { to: "get secret", with: "" };
    const failed = run(["manifest"], { terraform, oci: refused, kubectl });
    expect(failed).toMatchObject({ status: 1, stdout: "" });
    expect(failed.stderr).toContain("oci");
    expect(run(["hash"], { terraform })).toMatchObject({ status: 1, stdout: "" });
    const without = { ...terraform, with: "{}" };
    expect(run(["cache-hash"], { terraform: without }).stderr).toContain("no cache_secret");
  });
});
