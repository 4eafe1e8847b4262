import { z } from "zod";
import { allDashboards } from "../dashboards/all.ts";

const panelSchema = z.looseObject({
  title: z.string(),
  targets: z.array(
    z.looseObject({ expr: z.string(), datasource: z.looseObject({ type: z.string() }) }),
  ),
});

export type Question = { dashboard: string; panel: string; expression: string };

/** What every panel asks of Prometheus, with its variables as somebody has them who opens it. */
export function questions(rateInterval: string): Question[] {
  const values: Record<string, string> = {
    $__rate_interval: rateInterval,
    $namespace: "pakaura",
    $service: ".*",
  };
  return allDashboards().flatMap(({ title = "", panels = [] }) =>
    panels.flatMap((one) => {
      const panel = panelSchema.parse(JSON.parse(JSON.stringify(one)));
      return panel.targets
        .filter(({ datasource }) => datasource.type === "prometheus")
        .map(({ expr }) => ({
          dashboard: title.replace("Pakaura: ", ""),
          panel: panel.title,
          expression: expr.replace(/\$\w+/g, (name) => values[name] ?? name),
        }));
    }),
  );
}
