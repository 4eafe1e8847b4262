import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";

type Options = { folder: string; environment?: Record<string, string> };

/** Runs a program to its end; rejects with the last lines of what it wrote when it fails. */
export async function run(program: string, args: string[], options: Options): Promise<void> {
  const child = spawn(program, args, {
    cwd: options.folder,
    env: { ...process.env, ...options.environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exitCode = new Promise<number | null>((resolve, reject) => {
    child.on("error", reject).on("close", resolve);
  });
  const all = await Promise.all([text(child.stdout), text(child.stderr), exitCode]);
  const [output, errors, code] = all;
  if (code === 0) return;
  const lines = `${output}\n${errors}`.split("\n").filter((line) => line.trim() !== "");
  throw new Error(`${program} ${args[0]} failed (${code}): ${lines.slice(-5).join("; ")}`);
}
