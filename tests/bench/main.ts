/** `npm run bench [ROW...]`: measures everything, or the rows with these numbers, and prints a table. */
import { benchAssistant } from "./assistant.ts";
import { benchCatchUp } from "./catch-up.ts";
import { benchClusterLatency } from "./cluster-latency.ts";
import { benchCreateThroughput } from "./create-throughput.ts";
import { startEnvironment, type Environment } from "./environment.ts";
import { benchFirstLoad } from "./first-load.ts";
import { benchGateway } from "./gateway.ts";
import { benchLists } from "./lists.ts";
import { benchLongUse } from "./long-use.ts";
import { benchNextInstance } from "./next-instance.ts";
import { benchReminders } from "./reminders.ts";
import { formatTable, type Row } from "./row.ts";
import { benchStart } from "./start.ts";
import { benchTelemetry } from "./telemetry.ts";
import { benchWebApp } from "./web-app.ts";
import { benchWorstCases } from "./worst-cases.ts";
import { benchWriteToSession } from "./write-to-session.ts";

const benchmarks: { rows: string[]; run: (environment: Environment) => Promise<Row[]> }[] = [
  { rows: ["9"], run: benchStart },
  { rows: ["1", "2"], run: benchWriteToSession },
  { rows: ["3"], run: benchCreateThroughput },
  { rows: ["4", "5"], run: benchGateway },
  { rows: ["6"], run: benchCatchUp },
  { rows: ["7"], run: benchLists },
  { rows: ["8"], run: benchClusterLatency },
  { rows: ["10"], run: benchFirstLoad },
  { rows: ["11"], run: benchReminders },
  { rows: ["12"], run: benchNextInstance },
  { rows: ["13", "14", "15"], run: benchWebApp },
  { rows: ["16"], run: benchLongUse },
  { rows: ["17"], run: benchWorstCases },
  { rows: ["18"], run: benchAssistant },
  { rows: ["19"], run: benchTelemetry },
];

const wanted = process.argv.slice(2);
const chosen = benchmarks.filter(
  ({ rows }) => wanted.length === 0 || rows.some((row) => wanted.includes(row)),
);
const environment = await startEnvironment();
const results: Row[] = [];
try {
  for (const benchmark of chosen) results.push(...(await benchmark.run(environment)));
} finally {
  // What was measured before a failure is worth having, too.
  results.sort((a, b) => Number(a.number) - Number(b.number));
  console.log(formatTable(results));
  await environment.stop();
}
