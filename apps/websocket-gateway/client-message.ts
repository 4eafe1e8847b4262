import { clientMessageSchema, type ClientMessage } from "@pakaura/contract/websocket";

/** What a client said, or null when it is not a message of the contract. */
export function parseClientMessage(text: string): ClientMessage | null {
  try {
    return clientMessageSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
