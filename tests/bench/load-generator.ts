/**
 * Writes at a steady rate, whether the answers come or not (an open loop), in a process of its own:
 * `load-generator.ts URL WRITES_PER_SECOND TOKEN...`. Told "start" it answers "started" once the
 * rate stands, told "stop" the writes per second that were answered with 201.
 */
import { createHttpClient } from "./http-client.ts";

const [url, rate, ...tokens] = process.argv.slice(2);
const writesPerMs = Number(rate) / 1_000;
const client = createHttpClient(64);

let timer: NodeJS.Timeout | undefined;
let startedAt = 0;
let sent = 0;
let answered = 0;
let announced = false;

async function write(token: string | undefined): Promise<void> {
  const answer = await client.send(
    "POST",
    `${url}/api/v1/tasks`,
    { authorization: `Bearer ${token}` },
    { title: "Load" },
  );
  if (answer.status === 201) answered += 1;
}

function sendWhatIsDue(): void {
  const due = (performance.now() - startedAt) * writesPerMs;
  for (; sent < due; sent += 1) void write(tokens[sent % tokens.length]);
  if (!announced && sent >= writesPerMs * 300) {
    announced = true;
    process.send?.("started");
  }
}

process.on("message", (message) => {
  if (message === "start") {
    startedAt = performance.now();
    sent = 0;
    answered = 0;
    announced = false;
    timer = setInterval(sendWhatIsDue, 2);
  } else {
    clearInterval(timer);
    process.send?.((answered / (performance.now() - startedAt)) * 1_000);
  }
});
process.on("disconnect", () => process.exit(0));
