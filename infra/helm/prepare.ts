/**
 * `node infra/helm/prepare.ts [--quick]`: makes the tools by which `npm run check` looks at the chart; without them it looks at less.
 * `--quick` leaves out those that take longest to make for what they see.
 */
import { prepareChartTools } from "./chart-tools.ts";

await prepareChartTools(console.log, { isQuick: process.argv.includes("--quick") });
