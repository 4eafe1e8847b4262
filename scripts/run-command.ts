import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";

/** The root of the checkout. */
export const root = join(import.meta.dirname, "..");

export type CommandResult = { code: number | null; output: string };

const running = new Set<ChildProcess>();
// Without the launcher there is nobody left to stop us.
process.once("disconnect", () => {
  for (const child of running) child.kill("SIGTERM");
  process.exit(1);
});

type CommandOptions = {
  environment?: Record<string, string | undefined>;
  /** `show` lets it write to the terminal; otherwise what it writes is in the result. */
  output?: "show" | "keep";
};

/** Runs a program at the root of the checkout, and resolves when it has ended. */
export function runCommand(
  program: string,
  args: string[],
  { environment = {}, output = "keep" }: CommandOptions = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...environment },
      stdio: output === "show" ? ["ignore", "inherit", "inherit"] : ["ignore", "pipe", "pipe"],
    });
    running.add(child);
    let text = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (part: string) => (text += part));
    }
    child.on("error", (error) => resolve({ code: null, output: error.message }));
    child.on("close", (code) => {
      running.delete(child);
      resolve({ code, output: text });
    });
  });
}

/** The path of a program that an installed package brings. */
export function installed(name: string): string {
  return join(root, "node_modules/.bin", name);
}
