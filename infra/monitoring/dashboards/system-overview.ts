import { dashboard } from "./dashboard.ts";
import { lines, now, series } from "./panels.ts";

const here = 'namespace=~"$namespace",service_name=~"$service"';
/** Of people, as the rules have them: what sidecars deliver, and what is open for as long as it is read, are none. */
const ofPeople = `${here},service=~"api|public",route!~"/(health|internal|job|events)/.*|.*(stream|export|import|feed).*"`;
const quantile = (share: number) =>
  `histogram_quantile(${share}, sum by (le) (rate(http_request_duration_seconds_bucket{${ofPeople}}[$__rate_interval])))`;

export const systemOverview = () =>
  dashboard({
    uid: "pakaura-overview",
    title: "Pakaura: System Overview",
    description: "Whether people can work, and what it takes.",
    panels: [
      now({
        title: "How many pods do not answer?",
        description: "None, apart from the seconds of an upgrade.",
        unit: "short",
        wrong: 1,
        queries: { "": `count(up{job="pakaura",${here}} == 0) or vector(0)` },
      }),
      now({
        title: "How many requests fail?",
        description:
          "Answers from 500 on, of the last five minutes. The promise is 0.1 % of a month.",
        unit: "percentunit",
        warning: 0.001,
        wrong: 0.01,
        queries: { "": "api:errors:ratio_rate5m" },
      }),
      now({
        title: "How many dead letters wait?",
        description: "Events that a service gave up: somebody has to look at each.",
        unit: "short",
        wrong: 1,
        queries: { "": "sum(max by (service) (dead_letters)) or vector(0)" },
      }),
      now({
        title: "How many sockets are open?",
        description: "Windows of people that hear of changes at once.",
        unit: "short",
        queries: { "": 'sum(websocket_active_connections{namespace=~"$namespace"})' },
      }),
      series({
        title: "How many requests come, and to whom?",
        description:
          "Answered requests a second. What comes through the frontend is counted there and at whom it passes it on to.",
        unit: "reqps",
        queries: {
          "{{service_name}}": `sum by (service_name) (rate(http_requests_total{${here},service=~"frontend|api|websocket-gateway|public"}[$__rate_interval]))`,
        },
      }),
      series({
        title: "How long does an answer take?",
        description:
          "Half, 95 and 99 of 100 answers come within this. The promise is a quarter of a second.",
        unit: "s",
        warning: 0.1,
        wrong: 0.25,
        queries: { half: quantile(0.5), "95 %": quantile(0.95), "99 %": quantile(0.99) },
      }),
      series({
        title: "Which answers are errors?",
        description: "By status, from 400 on: 4xx is what clients got wrong, 5xx what we did.",
        unit: "reqps",
        queries: {
          "{{service_name}} {{status}}": `sum by (service_name, status) (rate(http_responses_by_status{${here},status=~"[45].."}[$__rate_interval]))`,
        },
      }),
      series({
        title: "Does anybody wait for PostgreSQL?",
        description:
          "Requests that wait for a connection of their pool: none, for longer than a moment.",
        unit: "short",
        warning: 1,
        wrong: 5,
        queries: {
          "{{pod}} waiting": `max by (pod) (database_pool_connections{${here},state="waiting"})`,
          "{{pod}} busy": `max by (pod) (database_pool_connections{${here},state="busy"})`,
        },
      }),
      series({
        title: "How much of a core does each pod take?",
        description: "The service alone, without its sidecar.",
        unit: "percentunit",
        queries: {
          "{{pod}}": `sum by (pod) (rate(process_cpu_seconds_total{${here}}[$__rate_interval]))`,
        },
      }),
      series({
        title: "How much memory does each pod hold?",
        description: "Resident memory; the limit of most services is 256 MiB.",
        unit: "bytes",
        queries: { "{{pod}}": `max by (pod) (process_resident_memory_bytes{${here}})` },
      }),
      lines(
        "What went wrong lately?",
        "Warnings and errors. The correlation_id of a line finds all others of the same request.",
        '{service_name=~"$service"} | json | level=~"warn|error|fatal"',
      ),
    ],
  });
