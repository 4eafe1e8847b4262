import {
  DashboardLinkBuilder,
  type Panel,
  ThresholdsConfigBuilder,
} from "@grafana/grafana-foundation-sdk/dashboard";
import { type Builder } from "@grafana/grafana-foundation-sdk/cog";
import {
  DashboardLinkType,
  ThresholdsMode,
  type Threshold,
} from "@grafana/grafana-foundation-sdk/dashboard";
import { PanelBuilder as LogsPanel } from "@grafana/grafana-foundation-sdk/logs";
import { DataqueryBuilder as LokiQuery } from "@grafana/grafana-foundation-sdk/loki";
import { DataqueryBuilder as PrometheusQuery } from "@grafana/grafana-foundation-sdk/prometheus";
import { PanelBuilder as StatPanel } from "@grafana/grafana-foundation-sdk/stat";
import { PanelBuilder as SeriesPanel } from "@grafana/grafana-foundation-sdk/timeseries";

/** Where panels ask: variables, so that a Grafana with other data sources is told by its user. */
const metricsSource = { type: "prometheus", uid: "${metrics}" };
const logsSource = { type: "loki", uid: "${logs}" };

/** A panel answers the one question in its title. */
type Question = {
  title: string;
  /** What is good, and what to think of what is not. */
  description: string;
  unit: string;
  queries: Record<string, string>;
  /** From where on it is worth a look, and from where on it is wrong. */
  warning?: number;
  wrong?: number;
  /** What is wrong is small: a share that ought to be near 1. */
  fewIsWrong?: boolean;
  /** Of 24 columns. */
  width?: number;
};

function thresholds({
  warning,
  wrong,
  fewIsWrong = false,
}: Question): Builder<ReturnType<ThresholdsConfigBuilder["build"]>> {
  const limits = [
    { value: warning, color: "orange" },
    { value: wrong, color: "red" },
  ].filter((one) => one.value !== undefined);
  const above: Threshold[] = [
    { value: null, color: "green" },
    ...limits.map(({ value = 0, color }) => ({ value, color })),
  ];
  const below: Threshold[] = [
    { value: null, color: "red" },
    { value: wrong ?? 0, color: warning === undefined ? "green" : "orange" },
    ...(warning === undefined ? [] : [{ value: warning, color: "green" }]),
  ];
  return new ThresholdsConfigBuilder()
    .mode(ThresholdsMode.Absolute)
    .steps(fewIsWrong ? below : above);
}

function explore(datasource: string, query: object): string {
  const pane = {
    datasource,
    queries: [{ refId: "A", datasource: { uid: datasource }, ...query }],
    range: { from: "${__from}", to: "${__to}" },
  };
  return `/explore?schemaVersion=1&panes=${JSON.stringify({ a: pane })}`;
}

const link = (title: string, url: string) =>
  new DashboardLinkBuilder(title).type(DashboardLinkType.Link).url(url).targetBlank(true);

/** From what a panel shows to the lines and traces of the same time. */
const links = () => [
  link(
    "Log lines of this time",
    explore("${logs}", { expr: '{service_name=~"$service"} | json', queryType: "range" }),
  ),
  link(
    "Traces of this time",
    explore("${traces}", {
      query: '{ resource.service.namespace = "pakaura" }',
      queryType: "traceql",
    }),
  ),
];

const targets = ({ queries }: Question) =>
  Object.entries(queries).map(([legend, expr]) =>
    new PrometheusQuery().datasource(metricsSource).expr(expr).legendFormat(legend),
  );

/** How something went over the time that is looked at. */
export function series(question: Question): Builder<Panel> {
  return new SeriesPanel()
    .title(question.title)
    .description(question.description)
    .datasource(metricsSource)
    .unit(question.unit)
    .min(0)
    .span(question.width ?? 12)
    .height(7)
    .fillOpacity(8)
    .thresholds(thresholds(question))
    .links(links())
    .targets(targets(question));
}

/** How something is now. */
export function now(question: Question): Builder<Panel> {
  return new StatPanel()
    .title(question.title)
    .description(question.description)
    .datasource(metricsSource)
    .unit(question.unit)
    .span(question.width ?? 6)
    .height(4)
    .thresholds(thresholds(question))
    .links(links())
    .targets(targets(question));
}

/** The lines that a LogQL query finds. */
export function lines(title: string, description: string, expr: string): Builder<Panel> {
  return new LogsPanel()
    .title(title)
    .description(description)
    .datasource(logsSource)
    .span(24)
    .height(8)
    .showTime(true)
    .wrapLogMessage(true)
    .enableLogDetails(true)
    .withTarget(new LokiQuery().datasource(logsSource).expr(expr));
}
