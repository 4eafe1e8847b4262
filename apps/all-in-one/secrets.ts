import { randomBytes } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const fileSchema = z.object({ session: z.string().min(32) });
export type StoredSecrets = z.infer<typeof fileSchema>;

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

/**
 * The secrets of this installation, made at its first start and kept in the data folder, readable by
 * its owner only. `given` (PAKAURA_SECRET) goes before what is kept.
 */
export function readSecrets(folder: string, given?: string): StoredSecrets {
  if (given !== undefined) return { session: given };
  const path = join(folder, "secrets.json");
  const stored = readIfThere(path);
  if (stored !== null) {
    const result = fileSchema.safeParse(parseJson(stored));
    if (result.success) return result.data;
    throw new Error(`${path} is damaged; restore it, or remove it, which signs everybody out`);
  }
  const secrets = { session: randomBytes(32).toString("base64url") };
  // Written aside and renamed, so that a crash leaves a whole file or none.
  writeFileSync(`${path}.new`, `${JSON.stringify(secrets)}\n`, { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
  return secrets;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
