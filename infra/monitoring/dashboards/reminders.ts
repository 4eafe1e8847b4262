import { dashboard } from "./dashboard.ts";
import { lines, now, series } from "./panels.ts";

const here = 'namespace=~"$namespace"';
const late = (share: number) =>
  `histogram_quantile(${share}, sum by (le) (rate(reminder_delivery_latency_seconds_bucket{${here}}[$__rate_interval])))`;

export const reminders = () =>
  dashboard({
    uid: "pakaura-reminders",
    title: "Pakaura: Reminders",
    description: "Whether reminders come when they were asked for.",
    panels: [
      now({
        title: "Do they come within a minute?",
        description: "Share of the last hour's reminders (SC-002).",
        unit: "percentunit",
        width: 8,
        fewIsWrong: true,
        warning: 0.999,
        wrong: 0.99,
        queries: {
          "": `sum(increase(reminder_delivery_latency_seconds_bucket{${here},le=~"60([.]0)?"}[1h])) / sum(increase(reminder_delivery_latency_seconds_count{${here}}[1h]))`,
        },
      }),
      now({
        title: "How many came in the last hour?",
        description: "Fired reminders.",
        unit: "short",
        width: 8,
        queries: {
          "": `sum(increase(reminder_delivery_latency_seconds_count{${here}}[1h])) or vector(0)`,
        },
      }),
      now({
        title: "How far behind is the notification service?",
        description: "Events before it: a reminder that was just set waits among them.",
        unit: "short",
        width: 8,
        warning: 10,
        wrong: 100,
        queries: {
          "": `sum(kafka_consumergroup_lag{${here},consumergroup="notification-service"})`,
        },
      }),
      series({
        title: "How late are they?",
        description: "From the time that a reminder was set for until sessions were told.",
        unit: "s",
        warning: 10,
        wrong: 60,
        queries: { half: late(0.5), "95 %": late(0.95), "99 %": late(0.99) },
      }),
      series({
        title: "How many come?",
        description: "Fired reminders a minute.",
        unit: "short",
        queries: {
          fired: `60 * sum(rate(reminder_delivery_latency_seconds_count{${here}}[$__rate_interval]))`,
        },
      }),
      lines(
        "What does the notification service complain of?",
        "Warnings and errors: mail that was refused, push services that are away.",
        '{service_name="notification"} | json | level=~"warn|error|fatal"',
      ),
    ],
  });
