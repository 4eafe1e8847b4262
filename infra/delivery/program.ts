import { spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { Refused } from "./refused.ts";

const root = join(import.meta.dirname, "../..");

type Options = { input?: string; environment?: Record<string, string> };

function start(
  program: string,
  args: readonly string[],
  stdout: "pipe" | "inherit",
  options: Options,
) {
  const child = spawn(program, args, {
    cwd: root,
    env: { ...process.env, ...options.environment },
    stdio: ["pipe", stdout, "inherit"],
  });
  const ended = new Promise<void>((resolve, reject) => {
    child.on("error", (error) => reject(new Refused(`${program}: ${error.message}`)));
    child.on("close", (code) => {
      if (code === 0) resolve();
      else reject(new Refused(`${program} ${args[0] ?? ""} ended with ${code}`));
    });
  });
  // A program that ends without reading is told of by its exit code.
  child.stdin?.on("error", () => undefined);
  child.stdin?.end(options.input ?? "");
  return { child, ended };
}

/** What a program writes to its standard output; its errors go to ours. Rejects with `Refused` when it fails. */
export async function ask(
  program: string,
  args: readonly string[],
  options: Options = {},
): Promise<string> {
  const { child, ended } = start(program, args, "pipe", options);
  const [output] = await Promise.all([child.stdout === null ? "" : text(child.stdout), ended]);
  return output;
}

/** Runs a program whose output goes to ours. Rejects with `Refused` when it fails. */
export async function show(
  program: string,
  args: readonly string[],
  options: Options = {},
): Promise<void> {
  await start(program, args, "inherit", options).ended;
}
