/** The names of Dapr's components in infra/dapr/resources. */
export const components = {
  pubsub: "pubsub-kafka",
  state: "statestore",
  secrets: "secretstore-k8s",
} as const;

/** Where an adapter puts what its service could not handle, and the api takes it from. */
export const deadLettersTopic = "dead-letters";
