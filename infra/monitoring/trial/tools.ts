import { type GoTool, prepareGoTool } from "@pakaura/stack/prepare/go-tool";
import { preparePromtool } from "../promtool.ts";

/** Who asks for metrics, and looks at configurations, of the version whose image the chart names. */
export type MetricsTools = { prometheus: string; promtool: string };

const prometheus: GoTool = {
  name: "prometheus",
  module: "github.com/prometheus/prometheus@v0.315.0",
  command: "./cmd/prometheus",
  tags: "remove_all_sd",
};
/** Makes them, once on a machine: some minutes. Reaches out. */
export async function prepareMetricsTools(say: (line: string) => void): Promise<MetricsTools> {
  return {
    prometheus: await prepareGoTool(prometheus, say),
    promtool: await preparePromtool(say),
  };
}
