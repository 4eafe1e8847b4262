import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { kafkaEvents } from "./kafka-events.ts";
import { reminders } from "./reminders.ts";
import { serviceLevels } from "./service-levels.ts";
import { systemOverview } from "./system-overview.ts";
import { webSocket } from "./web-socket.ts";

/** Every dashboard, in the order in which somebody looks who was called. */
export const allDashboards = (): Dashboard[] => [
  serviceLevels(),
  systemOverview(),
  kafkaEvents(),
  webSocket(),
  reminders(),
];
