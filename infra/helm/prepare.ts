/** `node infra/helm/prepare.ts`: makes the tools by which `npm run check` looks at the chart; without them it looks at less. */
import { prepareChartTools } from "./chart-tools.ts";

await prepareChartTools(console.log);
