import { createPrivateKey, createPublicKey } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startOciSession } from "./oci-session.ts";
import { withServer } from "./server.fixture.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pakaura-oci-"));
  vi.stubEnv("RUNNER_TEMP", folder);
  vi.stubEnv("OCI_CLI_AUTH", "");
  vi.stubEnv("OCI_CLI_CONFIG_FILE", "");
  for (const [name, value] of Object.entries({
    OCI_CLIENT_ID: "client",
    OCI_CLIENT_SECRET: "secret",
    OCI_TENANCY: "ocid1.tenancy.oc1..a",
    OCI_REGION: "eu-frankfurt-1",
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: "of-the-run",
  }))
    vi.stubEnv(name, value);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

test("the identity of the workflow becomes a session whose key nobody else has", async () => {
  let publicKey = "";
  await withServer(
    ({ path, headers, body }) => {
      if (path.startsWith("/identity")) {
        expect(headers.authorization).toBe("Bearer of-the-run");
        expect(path).toContain(`audience=${encodeURIComponent("https://cloud.oracle.com")}`);
        return { body: JSON.stringify({ value: "who-i-am" }) };
      }
      expect(path).toBe("/oauth2/v1/token");
      expect(headers.authorization).toBe(`Basic ${btoa("client:secret")}`);
      const form = new URLSearchParams(body);
      expect(form.get("subject_token")).toBe("who-i-am");
      publicKey = form.get("public_key") ?? "";
      return { body: JSON.stringify({ token: "for-an-hour" }) };
    },
    async (host) => {
      vi.stubEnv("ACTIONS_ID_TOKEN_REQUEST_URL", `http://${host}/identity?api-version=2`);
      vi.stubEnv("OCI_DOMAIN_URL", `http://${host}`);
      await startOciSession();
    },
  );
  expect(process.env["OCI_CLI_AUTH"]).toBe("security_token");
  const config = readFileSync(process.env["OCI_CLI_CONFIG_FILE"] ?? "", "utf8");
  const fileOf = (name: string) => new RegExp(`^${name}=(.*)$`, "m").exec(config)?.[1] ?? "";
  expect(readFileSync(fileOf("security_token_file"), "utf8")).toBe("for-an-hour");
  const privateKey = createPrivateKey(readFileSync(fileOf("key_file"), "utf8"));
  const der = createPublicKey(privateKey).export({ type: "spki", format: "der" });
  expect(der.toString("base64")).toBe(publicKey);
  expect(config).toMatch(/^fingerprint=([0-9a-f]{2}:){15}[0-9a-f]{2}$/m);
});

test("a job without an identity, and a domain that trusts nobody, say so", async () => {
  vi.stubEnv("OCI_DOMAIN_URL", "http://127.0.0.1:9");
  vi.stubEnv("ACTIONS_ID_TOKEN_REQUEST_URL", "");
  await expect(startOciSession()).rejects.toThrow(/id-token: write/);
  await withServer(
    ({ path }) =>
      path.startsWith("/identity")
        ? { body: JSON.stringify({ value: "who-i-am" }) }
        : { status: 401, body: "unknown issuer" },
    async (host) => {
      vi.stubEnv("ACTIONS_ID_TOKEN_REQUEST_URL", `http://${host}/identity`);
      vi.stubEnv("OCI_DOMAIN_URL", `http://${host}`);
      await expect(startOciSession()).rejects.toThrow(/401: unknown issuer/);
    },
  );
});
