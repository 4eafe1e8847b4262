// A program for the tests of cluster.ts and instance-lock.ts: owns a folder until it is killed.
import { mkdirSync } from "node:fs";
import { startCluster } from "./cluster.ts";
import { takeInstanceLock } from "./instance-lock.ts";

const [action, directory = ""] = process.argv.slice(2);
try {
  if (action === "lock") {
    mkdirSync(directory, { recursive: true });
    takeInstanceLock(directory);
    console.log("ready 0");
  } else {
    const cluster = await startCluster({ directory, durable: false });
    console.log(`ready ${cluster.pid}`);
  }
  setInterval(() => {}, 60_000);
} catch (error) {
  console.log(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  process.exitCode = 1;
}
