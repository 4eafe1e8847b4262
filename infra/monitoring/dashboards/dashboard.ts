import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import {
  type Dashboard,
  DashboardBuilder,
  DashboardLinkBuilder,
  DashboardLinkType,
  DatasourceVariableBuilder,
  type Panel,
  QueryVariableBuilder,
  VariableRefresh,
} from "@grafana/grafana-foundation-sdk/dashboard";

type Layout = { uid: string; title: string; description: string; panels: Builder<Panel>[] };

function labelsVariable(name: string, label: string, query: string): QueryVariableBuilder {
  return new QueryVariableBuilder(name)
    .label(label)
    .datasource({ type: "prometheus", uid: "${metrics}" })
    .query(query)
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .multi(true)
    .includeAll(true)
    .allValue(".*")
    .current({ selected: true, text: "All", value: "$__all" });
}

const source = (name: string, label: string, type: string) =>
  new DatasourceVariableBuilder(name).label(label).type(type);

/** A dashboard of Pakaura: its variables, and the way to the others. */
export function dashboard({ uid, title, description, panels }: Layout): Dashboard {
  const builder = new DashboardBuilder(title)
    .uid(uid)
    .description(description)
    .tags(["pakaura"])
    .timezone("browser")
    .refresh("30s")
    .time({ from: "now-1h", to: "now" })
    .readonly()
    .link(
      new DashboardLinkBuilder("Pakaura")
        .type(DashboardLinkType.Dashboards)
        .tags(["pakaura"])
        .asDropdown(true)
        .includeVars(true)
        .keepTime(true),
    )
    .withVariable(source("metrics", "Metrics", "prometheus"))
    .withVariable(source("logs", "Logs", "loki"))
    .withVariable(source("traces", "Traces", "tempo"))
    .withVariable(
      labelsVariable("namespace", "Namespace", 'label_values(up{job="pakaura"}, namespace)'),
    )
    .withVariable(
      labelsVariable("service", "Service", 'label_values(up{job="pakaura"}, service_name)'),
    );
  for (const panel of panels) builder.withPanel(panel);
  return builder.build();
}
