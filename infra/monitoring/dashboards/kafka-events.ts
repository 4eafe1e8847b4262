import { dashboard } from "./dashboard.ts";
import { lines, now, series } from "./panels.ts";

const here = 'namespace=~"$namespace"';
const lag = `kafka_consumergroup_lag{${here},consumergroup!~"ws-.*"}`;
/** Of a metric of sidecars: events come one by one, or many at once where a service takes them so. */
const delivered = (name: string) =>
  `sum by (app_id, process_status) (rate(dapr_component_pubsub_${name}{${here}}[$__rate_interval]))`;

export const kafkaEvents = () =>
  dashboard({
    uid: "pakaura-events",
    title: "Pakaura: Kafka Events",
    description: "The way of events from the log to those who react to them.",
    panels: [
      now({
        title: "How many brokers answer?",
        description: "As the api sees them. Without any, what happens waits in the event log.",
        unit: "short",
        fewIsWrong: true,
        wrong: 1,
        queries: { "": `max(kafka_brokers{${here}})` },
      }),
      now({
        title: "How many replicas lead the relay?",
        description: "Exactly one brings events to Kafka.",
        unit: "short",
        fewIsWrong: true,
        wrong: 1,
        queries: { "": `sum(relay_leader{${here}})` },
      }),
      now({
        title: "How many events wait in all?",
        description: "Before all consumer groups together.",
        unit: "short",
        warning: 100,
        wrong: 1_000,
        queries: { "": `sum(${lag})` },
      }),
      now({
        title: "How many dead letters wait?",
        description: "npm run ops -- dead-letters list names them.",
        unit: "short",
        wrong: 1,
        queries: { "": `sum(max by (service) (dead_letters{${here}})) or vector(0)` },
      }),
      series({
        title: "How far behind is each consumer?",
        description:
          "Events before a group, as Kafka knows them: right also when nobody reads for it.",
        unit: "short",
        warning: 100,
        wrong: 1_000,
        queries: { "{{consumergroup}} {{topic}}": `sum by (consumergroup, topic) (${lag})` },
      }),
      series({
        title: "How old is what is being handled?",
        description: "Seconds between an event and its turn. Above 5 people notice.",
        unit: "s",
        warning: 1,
        wrong: 5,
        queries: { "{{consumer_group}}": `max by (consumer_group) (event_lag_seconds{${here}})` },
      }),
      series({
        title: "How many events are published?",
        description: "Events a second, by topic.",
        unit: "eps",
        queries: {
          "{{topic}}": `sum by (topic) (rate(events_published_total{${here}}[$__rate_interval]))`,
        },
      }),
      series({
        title: "How many are handled, and how does it end?",
        description: "Of retried and dead_letter there ought to be none.",
        unit: "eps",
        queries: {
          "{{service}} {{outcome}}": `sum by (service, outcome) (rate(events_processed_total{${here}}[$__rate_interval]))`,
        },
      }),
      series({
        title: "How many events come into each topic?",
        description: "What Kafka takes, a second.",
        unit: "eps",
        queries: {
          "{{topic}}": `sum by (topic) (rate(kafka_topic_partition_current_offset{${here}}[$__rate_interval]))`,
        },
      }),
      series({
        title: "What do sidecars deliver, and what is refused?",
        description: "Deliveries to services by Dapr, a second.",
        unit: "eps",
        queries: {
          "{{app_id}} {{process_status}}": `${delivered("ingress_count")} or ${delivered("ingress_bulk_event_count")}`,
        },
      }),
      lines(
        "Which events were tried again or given up?",
        "A line for each, with event_id, correlation_id and the reason.",
        '{service_name=~"$service"} | json | message=~"An event .*|A job .*|event failed"',
      ),
    ],
  });
