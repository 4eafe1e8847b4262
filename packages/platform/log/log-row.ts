import type { Topic } from "@pakaura/contract/events";

/** A row of the event log as a reader needs it: `data` stays text. */
export type LogRow = {
  transaction_id: number;
  position: number;
  id: string;
  topic: Topic;
  user_id: string;
  sequence: number | null;
  type: string;
  source: string;
  subject: string;
  time: Date;
  correlation_id: string;
  traceparent: string | null;
  data: string;
};
