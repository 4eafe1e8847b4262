import { dashboard } from "./dashboard.ts";
import { lines, now, series } from "./panels.ts";

const here = 'namespace=~"$namespace"';
const within = (share: number) =>
  `histogram_quantile(${share}, sum by (le) (rate(event_delivery_latency_seconds_bucket{${here}}[$__rate_interval])))`;

export const webSocket = () =>
  dashboard({
    uid: "pakaura-websocket",
    title: "Pakaura: WebSocket",
    description: "How changes reach the windows that are open.",
    panels: [
      now({
        title: "How many sockets are open?",
        description: "On all replicas of the gateway.",
        unit: "short",
        width: 8,
        queries: { "": `sum(websocket_active_connections{${here}})` },
      }),
      now({
        title: "Do changes come within three seconds?",
        description:
          "Share of events that were handed to sessions within 3 s of their commit (SC-005).",
        unit: "percentunit",
        width: 8,
        fewIsWrong: true,
        warning: 0.999,
        wrong: 0.99,
        queries: {
          "": `sum(increase(event_delivery_latency_seconds_bucket{${here},le=~"3([.]0)?"}[1h])) / sum(increase(event_delivery_latency_seconds_count{${here}}[1h]))`,
        },
      }),
      now({
        title: "How many are cut off as too slow?",
        description:
          "Close code 4408 in the last hour: readers that do not take what they are sent.",
        unit: "short",
        width: 8,
        warning: 1,
        wrong: 50,
        queries: {
          "": `sum(increase(websocket_closed_total{${here},code="4408"}[1h])) or vector(0)`,
        },
      }),
      series({
        title: "How are sockets spread over the replicas?",
        description: "A fall of one is a replica that ended; a fall of all is the way to /ws.",
        unit: "short",
        queries: {
          "{{pod}}": `sum by (pod) (websocket_active_connections{${here},service_name="websocket-gateway"})`,
        },
      }),
      series({
        title: "How long until a change is with its sessions?",
        description:
          "From the commit of an event until it was handed to the open sessions of its user.",
        unit: "s",
        warning: 1,
        wrong: 3,
        queries: { half: within(0.5), "95 %": within(0.95), "99 %": within(0.99) },
      }),
      series({
        title: "Why are sockets closed?",
        description:
          "By close code: 1000 and 1001 are people who leave, 1006 lost connections, 4401 ended sessions, 4408 slow readers.",
        unit: "cps",
        queries: {
          "{{code}}": `sum by (code) (rate(websocket_closed_total{${here}}[$__rate_interval]))`,
        },
      }),
      series({
        title: "How many updates does the gateway handle?",
        description: "Each replica reads the events of all users.",
        unit: "eps",
        queries: {
          "{{pod}}": `sum by (pod) (rate(events_processed_total{${here},service="websocket-gateway"}[$__rate_interval]))`,
        },
      }),
      lines(
        "What does the gateway complain of?",
        "Warnings and errors of the gateway.",
        '{service_name="websocket-gateway"} | json | level=~"warn|error|fatal"',
      ),
    ],
  });
