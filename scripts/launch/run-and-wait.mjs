import { spawn } from "node:child_process";
import { constants } from "node:os";
import { delimiter, dirname, join } from "node:path";

/** How often it is asked whether npm is still there. */
const parentCheckMs = 500;
/** A terminal's Ctrl-C comes twice: to the whole group of processes, and passed on by npm. */
const sameSignalMs = 300;
/** @type {NodeJS.Signals[]} */
const passedOn = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * Runs the program and resolves with its exit code. Signals are passed on; when npm itself is gone, the
 * program is asked to stop. It notices by the closed channel when this process is gone. What it starts by
 * the name `node` is the same Node.
 * @param {string} node
 * @param {string[]} args
 * @param {string} root
 * @returns {Promise<number>}
 */
export function runAndWait(node, args, root) {
  const path = [dirname(node), process.env["PATH"]].join(delimiter);
  const child = spawn(node, args, {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    // A group of its own, so that it gets each signal once, from here.
    detached: true,
    env: { ...process.env, PATH: path, NODE_COMPILE_CACHE: join(root, ".cache", "node") },
  });
  /** @param {NodeJS.Signals} signal */
  function passOn(signal) {
    if (child.pid === undefined || child.exitCode !== null) return;
    try {
      process.kill(-child.pid, signal);
    } catch {
      // It ended in this moment.
    }
  }
  let lastSignalAt = -Infinity;
  for (const signal of passedOn) {
    process.on(signal, () => {
      const isRepeated = performance.now() - lastSignalAt < sameSignalMs;
      lastSignalAt = performance.now();
      if (!isRepeated) passOn(signal);
    });
  }

  const parent = process.ppid;
  const isUnderNpm = process.env["npm_lifecycle_event"] !== undefined;
  const check = setInterval(() => {
    if (!isUnderNpm || process.ppid === parent) return;
    clearInterval(check);
    passOn("SIGTERM");
  }, parentCheckMs);

  return new Promise((resolve, reject) => {
    child.on("error", (error) => reject(new Error(`Could not run ${node}: ${error.message}`)));
    child.on("exit", (code, signal) => {
      clearInterval(check);
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}
