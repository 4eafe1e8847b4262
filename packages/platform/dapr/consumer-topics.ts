/**
 * The consumer groups that Kafka is to have, and the topics that each reads from its beginning: those of
 * infra/dapr/resources/subscriptions.yaml in mode `group`, which a test compares. A group that is not in Kafka, because its service never came up
 * or has been away for too long, is told by them to be behind.
 */
export const consumerTopics: Readonly<Record<string, readonly string[]>> = {
  "notification-service": ["task-events", "reminders"],
  "recurring-service": ["task-events", "reminders"],
  "audit-service": ["task-events", "reminders"],
  api: ["dead-letters"],
};
