import { findGoTool, type GoTool, prepareGoTool } from "@pakaura/stack/prepare/go-tool";

/** Of the version whose image the chart names. It finds nobody in clouds, whose libraries would be most of it. */
const promtool: GoTool = {
  name: "promtool",
  module: "github.com/prometheus/prometheus@v0.315.0",
  command: "./cmd/promtool",
  tags: "remove_all_sd",
};

/** The program that checks and tries rules; null where it is not on this machine. */
export const findPromtool = (): string | null => findGoTool(promtool);

/** Makes it, once on a machine: some minutes. Reaches out. */
export const preparePromtool = (say: (line: string) => void): Promise<string> =>
  prepareGoTool(promtool, say);
