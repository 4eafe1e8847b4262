import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { text } from "node:stream/consumers";
import { compressFiles } from "./compress-files.ts";
import { webAppFingerprint } from "./web-app-fingerprint.ts";

/** The web app could not be built; the message has the builder's first complaint. */
export class WebAppNotBuilt extends Error {
  override name = "WebAppNotBuilt";
}

const stampName = ".stamp";

function readStamp(folder: string): string | null {
  const path = join(folder, stampName);
  return existsSync(path) ? readFileSync(path, "utf8") : null;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Removes what builds that were killed left behind: folders named for processes that are gone. */
function removeLeftovers(frontend: string): void {
  for (const name of readdirSync(frontend)) {
    const pid = /^dist\.(?:new|old)\.(\d+)$/.exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    rmSync(join(frontend, name), { recursive: true, force: true });
  }
}

type Build = { root: string; frontend: string; target: string; signal?: AbortSignal | undefined };

async function runVite({ root, frontend, target, signal }: Build): Promise<void> {
  const vite = join(root, "node_modules/vite/bin/vite.js");
  const args = [vite, "build", "--outDir", target, "--emptyOutDir", "--logLevel", "error"];
  const child = spawn(process.execPath, args, {
    cwd: frontend,
    // Whoever asks for it, a test runner too: what is built is what people get.
    env: { ...process.env, NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "pipe"],
    signal,
  });
  const exitCode = new Promise<number | null>((resolve, reject) => {
    child.on("error", reject).on("close", resolve);
  });
  const written = [text(child.stderr), text(child.stdout), exitCode] as const;
  const [errors, output, code] = await Promise.all(written);
  if (code === 0) return;
  const plain = stripVTControlCharacters(`${errors}\n${output}`);
  const lines = plain.split("\n").map((line) => line.trim());
  const reason = lines
    .filter((line) => line !== "" && !/Build failed|^error during build/.test(line))
    .slice(0, 3)
    .join("; ");
  throw new WebAppNotBuilt(`The web app could not be built: ${reason || `exit code ${code}`}`);
}

/** The new folder takes the place of the old one: what is served is always whole. */
function swap(frontend: string, fresh: string): void {
  const current = join(frontend, "dist");
  const old = join(frontend, `dist.old.${process.pid}`);
  if (existsSync(current)) renameSync(current, old);
  renameSync(fresh, current);
  rmSync(old, { recursive: true, force: true });
}

/**
 * Builds the web app if its sources have changed since, and resolves with the folder to serve.
 * Rejects with WebAppNotBuilt, also when the signal ends it; what was built before is then still there.
 */
export async function buildWebApp(
  root: string,
  say: (line: string) => void,
  signal?: AbortSignal,
): Promise<string> {
  const frontend = join(root, "apps/frontend");
  const folder = join(frontend, "dist");
  const fingerprint = webAppFingerprint(root);
  if (readStamp(folder) === fingerprint) return folder;
  say("Building the web app (once, and after a change) ...");
  const fresh = join(frontend, `dist.new.${process.pid}`);
  try {
    removeLeftovers(frontend);
    await runVite({ root, frontend, target: fresh, signal });
    await compressFiles(fresh);
    writeFileSync(join(fresh, stampName), fingerprint);
    swap(frontend, fresh);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    if (error instanceof WebAppNotBuilt || !(error instanceof Error)) throw error;
    throw new WebAppNotBuilt(`The web app could not be built: ${error.message}`, { cause: error });
  }
  return folder;
}
