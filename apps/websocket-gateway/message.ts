import type { ServerMessage } from "@pakaura/contract/websocket";

/** A message of the server, serialized once for however many connections get it. */
export type Message = {
  type: ServerMessage["type"];
  /** The place in the user's stream; null for a message that has none. */
  sequence: number | null;
  json: Buffer;
};

/** An event of the stream. */
export type EventMessage = Message & { type: "event"; sequence: number };

/** The message of an event whose JSON text is known. */
export function eventMessage(sequence: number, eventJson: string): EventMessage {
  const json = Buffer.from(`{"type":"event","sequence":${sequence},"event":${eventJson}}`);
  return { type: "event", sequence, json };
}

/** Any other message. */
export function plainMessage(message: Exclude<ServerMessage, { type: "event" }>): Message {
  return { type: message.type, sequence: null, json: Buffer.from(JSON.stringify(message)) };
}
