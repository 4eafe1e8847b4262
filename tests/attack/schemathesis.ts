import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { cached, keyOf } from "@pakaura/stack/prepare/cached";
import { findProgram } from "@pakaura/stack/prepare/find-program";
import { run } from "@pakaura/stack/prepare/run";

const version = "4.32.5";
const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"];
const patience = ["--timeout", "10", "--retries", "1"];

/** How a Python is started that has Schemathesis, which tests an API by its OpenAPI document. */
export type Schemathesis = { python: string; environment: Record<string, string> };

/**
 * Schemathesis from PyPI, in a virtual environment, or beside Python where that has none (Debian splits it off). Made
 * once for all checkouts. The reason instead, where there is no Python, no pip, or no way to PyPI.
 */
export async function findSchemathesis(): Promise<Schemathesis | { reason: string }> {
  const python = findProgram("python3");
  if (python === null) return { reason: "there is no python3" };
  try {
    const folder = await cached("schemathesis", keyOf([], version, python), async (target) => {
      await install(python, target).catch(() => installBeside(python, target));
    });
    const own = join(folder, "bin/python3");
    if (existsSync(own)) return { python: own, environment: {} };
    return { python, environment: { PYTHONPATH: folder } };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}

async function install(python: string, folder: string): Promise<void> {
  await run(python, ["-m", "venv", folder], { folder });
  const own = join(folder, "bin/python3");
  await run(own, [...pip, ...patience, `schemathesis==${version}`], { folder });
}

async function installBeside(python: string, folder: string): Promise<void> {
  const args = [...pip, ...patience, "--target", folder, "--upgrade", `schemathesis==${version}`];
  await run(python, args, { folder });
}

/** Runs it to its end, and gives what it wrote; `folder` is where it may keep what it likes. */
export function runSchemathesis(
  { python, environment }: Schemathesis,
  args: string[],
  folder: string,
): Promise<{ exitCode: number; output: string }> {
  const options = {
    cwd: folder,
    env: { PATH: process.env["PATH"], HOME: folder, ...environment },
    maxBuffer: 64 * 1_024 * 1_024,
  };
  return new Promise((resolve) => {
    execFile(python, ["-m", "schemathesis.cli", ...args], options, (error, stdout, stderr) => {
      const exitCode = error === null ? 0 : typeof error.code === "number" ? error.code : 1;
      resolve({ exitCode, output: `${stdout}${stderr}` });
    });
  });
}
