import { join } from "node:path";
import { allDashboards } from "./dashboards/all.ts";

export const generatedFolder = join(import.meta.dirname, "generated");

/** What is made from the code here, by the name of its file: Grafana reads JSON. */
export function generatedFiles(): Map<string, string> {
  return new Map(
    allDashboards().map((one) => [`${one.uid}.json`, `${JSON.stringify(one, null, 2)}\n`]),
  );
}
