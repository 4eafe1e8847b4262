/** What clients of the stack's Kafka sign in with. */
export type KafkaLogin = { username: string; password: string };

/** Its one account: every client of ours may do the same. */
export const kafkaUsername = "pakaura";

/** How a client reaches Kafka, in the form that the client takes (`@platformatic/kafka`). */
export type KafkaAccess = {
  /** `host:port` */
  bootstrapBrokers: string[];
  sasl: KafkaLogin & { mechanism: "PLAIN" };
};

/** The access to one broker with the stack's account. */
export function accessTo(broker: string, password: string): KafkaAccess {
  return {
    bootstrapBrokers: [broker],
    sasl: { mechanism: "PLAIN", username: kafkaUsername, password },
  };
}
