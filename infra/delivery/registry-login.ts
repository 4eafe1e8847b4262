import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import type { Login } from "./registry-token.ts";

const configSchema = z.looseObject({
  auths: z.record(z.string(), z.looseObject({ auth: z.string().optional() })).default({}),
});

/** Where docker, podman, buildah, helm and cosign all look for logins. */
function configFile(): string {
  return join(process.env["DOCKER_CONFIG"] || join(homedir(), ".docker"), "config.json");
}

const readConfig = () =>
  configSchema.parse(
    existsSync(configFile()) ? JSON.parse(readFileSync(configFile(), "utf8")) : {},
  );

/** The login for the registry at this host, as the last `login` left it. */
export function registryLogin(host: string): Login {
  return readConfig().auths[host]?.auth ?? null;
}

/** Leaves a login for all of those programs. The file is for its owner alone. */
export function keepRegistryLogin(host: string, username: string, password: string): void {
  const config = readConfig();
  const auth = Buffer.from(`${username}:${password}`).toString("base64");
  const auths = { ...config.auths, [host]: { auth } };
  mkdirSync(join(configFile(), ".."), { recursive: true, mode: 0o700 });
  writeFileSync(configFile(), JSON.stringify({ ...config, auths }, null, 2), { mode: 0o600 });
}
