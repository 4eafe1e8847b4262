import type { Pool } from "pg";
import type { ConsumerGroups, GroupPlace } from "../consumer-groups.ts";
import { readPlaces, removeCursor } from "../log/cursors.ts";
import type { KafkaGroups } from "./kafka-groups.ts";
import { type Relay, relayGroup } from "./relay.ts";

type GroupsOptions = {
  pool: Pool;
  relay: Relay;
  /** Without Kafka's address only the relay can be seen and set back. */
  kafka: KafkaGroups | null;
};

function placeOnKafka(service: string, lag_events: number): GroupPlace {
  const unknown = { transaction_id: null, position: null, updated_at: null, lag_seconds: null };
  return { service, ...unknown, lag_events };
}

/** The relay's place in the event log, and the places of all groups in Kafka. */
export function createGroups({ pool, relay, kafka }: GroupsOptions): ConsumerGroups {
  return {
    async list() {
      const lags = new Map([[relayGroup, await relay.lagSeconds()]]);
      const places = await readPlaces(pool, lags);
      const onKafka = kafka ? await kafka.lags() : new Map<string, number>();
      return [
        // Those of services that ran without Dapr before are there until they are forgotten.
        ...places,
        ...[...onKafka].map(([service, lag]) => placeOnKafka(service, lag)),
      ];
    },
    async rewind(service, time) {
      if (service === relayGroup) {
        await relay.rewind(time);
        return true;
      }
      if (!kafka || !(await kafka.lags()).has(service)) return false;
      await kafka.rewind(service, time);
      return true;
    },
    async forget(service) {
      if (service === relayGroup) return "running";
      if (await removeCursor(pool, service)) return "forgotten";
      return kafka ? kafka.forget(service) : "unknown";
    },
  };
}
