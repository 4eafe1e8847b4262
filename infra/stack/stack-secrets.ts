import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const schema = z.object({
  /** Signs sessions: PAKAURA_SECRET of the services. */
  session: z.string().min(32),
  "redis-password": z.string(),
  "kafka-password": z.string(),
  /** What an app sends to its sidecar, and a sidecar to its app. */
  "dapr-api-token": z.string(),
  "app-api-token": z.string(),
});
export type StackSecrets = z.infer<typeof schema> & { file: string };

const random = () => randomBytes(32).toString("base64url");

/**
 * The secrets of a stack, made at its first start and readable by its owner only: the file that is the
 * secret store of its sidecars. `given` (PAKAURA_SECRET) goes before what is kept.
 */
export function readStackSecrets(folder: string, given?: string): StackSecrets {
  const file = join(folder, "secrets.json");
  // Those that an older version did not have yet are made now.
  const kept = schema.parse({
    session: random(),
    "redis-password": random(),
    "kafka-password": random(),
    "dapr-api-token": random(),
    "app-api-token": random(),
    ...(existsSync(file) ? z.looseObject({}).parse(JSON.parse(readFileSync(file, "utf8"))) : {}),
  });
  const secrets = given === undefined ? kept : { ...kept, session: given };
  // Written aside and renamed, so that a crash leaves a whole file or none.
  writeFileSync(`${file}.new`, `${JSON.stringify(secrets)}\n`, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
  return { ...secrets, file };
}
