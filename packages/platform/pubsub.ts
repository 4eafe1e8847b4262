import type { DerivedEvent, Topic } from "@pakaura/contract/events";

/**
 * One subscription of a service: deliveries of `topic` arrive as `POST {route}` with one CloudEvent
 * in structured JSON. A 2xx answer acknowledges; anything else is tried again.
 */
export type Subscription = {
  topic: Topic;
  route: string;
  /**
   * `group`: every event reaches one process of the service, from a durable position (the default).
   * `broadcast`: every event reaches every process, from now on, without redelivery.
   */
  mode?: "group" | "broadcast";
  /**
   * `user`: the events of one user one after the other (the default). `none`: side by side, for a
   * consumer that comes to the same whatever the order, and then is not slowed by one busy user.
   */
  order?: "user" | "none";
};

export type PubSub = {
  /**
   * Publishes a derived event. Publishing the same event id again has no effect.
   * Rejects when the backbone does not take it; the caller's own redelivery tries again.
   */
  publish: (topic: Topic, event: DerivedEvent) => Promise<void>;
};
