import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keepRegistryLogin } from "./registry-login.ts";
import { openRegistry } from "./registry.ts";
import { type Answer, withServer } from "./server.fixture.ts";

const digest = `sha256:${"a".repeat(64)}`;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pakaura-login-"));
  vi.stubEnv("DOCKER_CONFIG", folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

test("a tag has the digest that the registry names, or none", async () => {
  await withServer(
    ({ path }) =>
      path === "/v2/team/pakaura/api/manifests/there"
        ? { headers: { "docker-content-digest": digest } }
        : { status: 404 },
    async (host) => {
      const { digestOf } = openRegistry(`${host}/team/pakaura`);
      expect(await digestOf("api", "there")).toBe(digest);
      expect(await digestOf("api", "not-there")).toBeNull();
    },
  );
});

test("another tag names the same bytes", async () => {
  const manifest = '{ "schemaVersion": 2 }';
  const kept = new Map([[digest, manifest]]);
  const type = "application/vnd.oci.image.manifest.v1+json";
  await withServer(
    ({ method, path, headers, body }) => {
      const reference = path.split("/").at(-1) ?? "";
      if (method === "GET")
        return { headers: { "content-type": type }, body: kept.get(reference) ?? "" };
      expect(headers["content-type"]).toBe(type);
      kept.set(reference, body);
      return { status: 201 };
    },
    (host) => openRegistry(host).addTag("api", digest, "latest"),
  );
  expect(kept.get("latest")).toBe(manifest);
});

test("who has a login gets a token by it, for what the registry asks", async () => {
  await withServer(
    ({ path, headers }): Answer => {
      if (path.startsWith("/token")) {
        expect(path).toBe("/token?service=registry&scope=repository%3Aapi%3Apull");
        const login = Buffer.from("ann:secret").toString("base64");
        return headers.authorization === `Basic ${login}`
          ? { body: JSON.stringify({ token: "for-an-hour" }) }
          : { status: 401 };
      }
      if (headers.authorization === "Bearer for-an-hour")
        return { headers: { "docker-content-digest": digest } };
      const parameters = `realm="http://${headers.host}/token",service="registry",scope="repository:api:pull"`;
      return { status: 401, headers: { "www-authenticate": `Bearer ${parameters}` } };
    },
    async (host) => {
      await expect(openRegistry(host).digestOf("api", "1")).rejects.toThrow(/gave no token: 401/);
      keepRegistryLogin(host, "ann", "secret");
      expect(statSync(join(folder, "config.json")).mode & 0o777).toBe(0o600);
      expect(await openRegistry(host).digestOf("api", "1")).toBe(digest);
    },
  );
});

test("what a registry says of an error is told", async () => {
  await withServer(
    () => ({ status: 500, body: "disk full" }),
    async (host) => {
      const { addTag, digestOf } = openRegistry(host);
      await expect(addTag("api", digest, "latest")).rejects.toThrow(/500 .*disk full/);
      await expect(digestOf("api", "1")).rejects.toThrow(/500/);
    },
  );
});
