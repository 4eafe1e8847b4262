/** A thread that asks one address again and again, so that whoever sends the attacks does not delay it. */
import { parentPort, workerData } from "node:worker_threads";

const intervalMs = 10;
const address = String(workerData);
let longestMs = 0;
let isAsking = false;
/** Each message is answered with the longest time since the one before, of questions asked after it as well. */
let waiting = 0;
parentPort?.on("message", () => (waiting += 1));

async function ask(): Promise<void> {
  const toAnswer = waiting;
  waiting = 0;
  const since = performance.now();
  const answer = await fetch(address);
  await answer.arrayBuffer();
  if (answer.status >= 500) throw new Error(`${address} answered ${answer.status}`);
  longestMs = Math.max(longestMs, performance.now() - since);
  for (let count = 0; count < toAnswer; count += 1) {
    parentPort?.postMessage(longestMs);
    longestMs = 0;
  }
}

setInterval(() => {
  if (isAsking) return;
  isAsking = true;
  void ask().finally(() => (isAsking = false));
}, intervalMs);
