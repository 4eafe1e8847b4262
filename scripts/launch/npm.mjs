import { spawn } from "node:child_process";

/** How to run npm: the one that runs us, or the one on the PATH. */
function npmCommand() {
  const path = process.env["npm_execpath"];
  return path !== undefined && /npm-cli\.c?js$/.test(path) ? [process.execPath, path] : ["npm"];
}

/**
 * Runs a command quietly. Resolves with its exit code and what it wrote.
 * @param {string[]} command
 * @param {string} folder
 * @returns {Promise<{ code: number | null, output: string }>}
 */
export function runQuietly(command, folder) {
  const [program = "", ...args] = command;
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => (output += text));
    }
    child.on("error", (error) => resolve({ code: null, output: error.message }));
    child.on("close", (code) => resolve({ code, output }));
  });
}

/** @param {string[]} args @param {string} folder */
export function npm(args, folder) {
  return runQuietly([...npmCommand(), ...args], folder);
}
