/** Where the programs of the stack are on this machine. */
export type StackTools = {
  java: string;
  /** The folder with Kafka's jar files. */
  kafkaLibraries: string;
  /** The folder with what Kafka starts quicker by. */
  kafkaWarmStart: string;
  daprd: string;
  placement: string;
  scheduler: string;
  redisServer: string;
};
