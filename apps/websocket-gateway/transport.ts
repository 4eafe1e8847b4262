import type { Message } from "./message.ts";

/** How messages reach one client: a socket, or a Server-Sent Events response. */
export type Transport = {
  send: (message: Message) => void;
  /** Bytes that were sent and have not left the process. */
  unsentBytes: () => number;
  /** Waits until they have left, and answers whether they did so in time. */
  drained: (timeoutMs: number) => Promise<boolean>;
  /** Called once a second: keeps the connection alive, and notices that it is dead. */
  beat: (nowMs: number) => void;
  /** Ends the connection. The codes are those of the socket. */
  close: (code: number, reason: string) => void;
  /** Cuts the connection without a word. */
  terminate: () => void;
};
