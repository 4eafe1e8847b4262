import { LRUCache } from "lru-cache";

/** Where an event lay in Kafka: topic, partition and offset. */
export type Place = string;

/** Remembers the events that this process handled lately, and from where. */
export type RecentEvents = {
  /**
   * Whether the event was handled from another place: then it was published twice. From the same place
   * it comes again because it was not acknowledged, or because somebody rewound the consumer group.
   */
  wasPublishedBefore: (eventId: string, place: Place) => boolean;
  add: (eventId: string, place: Place) => void;
};

/** A publisher that repeats itself does so within seconds. */
const defaultSize = 10_000;

export function createRecentEvents(size = defaultSize): RecentEvents {
  const places = new LRUCache<string, Place>({ max: size });
  return {
    wasPublishedBefore(eventId, place) {
      const known = places.peek(eventId);
      return known !== undefined && known !== place;
    },
    add(eventId, place) {
      places.set(eventId, place);
    },
  };
}
