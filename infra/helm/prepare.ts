/**
 * `node infra/helm/prepare.ts [--quick]`: makes the tools by which `npm run check` looks at the chart and at the rules of Prometheus; without
 * them it looks at less. `--quick` leaves out those that take longest to make for what they see.
 */
import { preparePromtool } from "@pakaura/monitoring/promtool";
import { prepareChartTools } from "./chart-tools.ts";

const isQuick = process.argv.includes("--quick");
await prepareChartTools(console.log, { isQuick });
if (!isQuick) await preparePromtool(console.log);
