import { dashboard } from "./dashboard.ts";
import { now, series } from "./panels.ts";

/** Of people's requests, 99.9 % in 30 days are answered without an error of ours, and 99 % within 250 ms. */
const errorBudget = 0.001;
const slowBudget = 0.01;

export const serviceLevels = () =>
  dashboard({
    uid: "pakaura-service-levels",
    title: "Pakaura: Service Levels",
    description: "What is promised, how much of it is left, and how quickly it goes.",
    panels: [
      now({
        title: "How much of the month's errors is left?",
        description:
          "Of the 0.1 % of requests that may fail within 30 days. Below 0 the promise is broken.",
        unit: "percentunit",
        fewIsWrong: true,
        warning: 0.5,
        wrong: 0.1,
        queries: { "": `1 - avg_over_time(api:errors:ratio_rate5m[30d]) / ${errorBudget}` },
      }),
      now({
        title: "Are answers quick enough?",
        description: "Share of answers within 250 ms, of the last hour; 99 % are promised.",
        unit: "percentunit",
        fewIsWrong: true,
        warning: 0.995,
        wrong: 0.99,
        queries: { "": "1 - api:slow:ratio_rate1h" },
      }),
      now({
        title: "Do reminders come within a minute?",
        description: "SC-002, of the last day.",
        unit: "percentunit",
        fewIsWrong: true,
        warning: 0.999,
        wrong: 0.99,
        queries: {
          "": 'sum(increase(reminder_delivery_latency_seconds_bucket{le=~"60([.]0)?"}[1d])) / sum(increase(reminder_delivery_latency_seconds_count[1d]))',
        },
      }),
      now({
        title: "Do changes reach other windows in time?",
        description: "SC-005: within 3 s, of the last day.",
        unit: "percentunit",
        fewIsWrong: true,
        warning: 0.999,
        wrong: 0.99,
        queries: {
          "": 'sum(increase(event_delivery_latency_seconds_bucket{le=~"3([.]0)?"}[1d])) / sum(increase(event_delivery_latency_seconds_count[1d]))',
        },
      }),
      series({
        title: "How quickly do errors use up the month?",
        description:
          "1 uses up exactly the month's share in a month. From 14.4 for an hour on somebody is called.",
        unit: "short",
        warning: 1,
        wrong: 14.4,
        queries: {
          "5 minutes": `api:errors:ratio_rate5m / ${errorBudget}`,
          "1 hour": `api:errors:ratio_rate1h / ${errorBudget}`,
          "6 hours": `api:errors:ratio_rate6h / ${errorBudget}`,
        },
      }),
      series({
        title: "How quickly do slow answers?",
        description: "1 uses up exactly the share of slow answers.",
        unit: "short",
        warning: 1,
        wrong: 6,
        queries: {
          "5 minutes": `api:slow:ratio_rate5m / ${slowBudget}`,
          "1 hour": `api:slow:ratio_rate1h / ${slowBudget}`,
        },
      }),
      series({
        title: "What is being called for?",
        description: "Alerts that fire; docs/runbooks has a page for each.",
        unit: "short",
        width: 24,
        queries: { "{{alertname}}": 'sum by (alertname) (ALERTS{alertstate="firing"})' },
      }),
    ],
  });
