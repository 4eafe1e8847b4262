import type { OutgoingHttpHeaders } from "node:http";
import { serverMessageSchema } from "@pakaura/contract/websocket";
import { vi } from "vitest";
import { WebSocket } from "ws";
import { z } from "zod";

/** Any message of the server; events are not looked into, as tests send short ones. */
const messageSchema = z.union([
  z.object({
    type: z.literal("event"),
    sequence: z.int(),
    event: z.looseObject({ id: z.string(), sequence: z.int() }),
  }),
  serverMessageSchema,
]);
export type TestMessage = z.infer<typeof messageSchema>;

/** A real client that keeps what it is told. */
export function createTestClient(url: string, headers: OutgoingHttpHeaders) {
  const socket = new WebSocket(url, { headers, perMessageDeflate: false });
  const messages: TestMessage[] = [];
  let closeCode: number | null = null;
  socket.on("message", (data: Buffer) =>
    messages.push(messageSchema.parse(JSON.parse(data.toString()))),
  );
  socket.on("close", (code) => (closeCode = code));
  socket.on("error", () => {});

  const client = {
    socket,
    messages,
    /** The events, by sequence. */
    sequences: () =>
      messages.flatMap((message) => (message.type === "event" ? [message.sequence] : [])),
    types: () => messages.map(({ type }) => type),
    send: (message: unknown) =>
      socket.send(typeof message === "string" ? message : JSON.stringify(message)),
    opened: () => waitFor(() => socket.readyState === socket.OPEN),
    /** Waits for a message of this type, and answers the first. */
    async received<Type extends TestMessage["type"]>(type: Type) {
      await waitFor(() => messages.some((message) => message.type === type));
      return messages.find(
        (message): message is Extract<TestMessage, { type: Type }> => message.type === type,
      );
    },
    /** Waits for the end, and answers the code. */
    async closed(timeoutMs?: number) {
      await waitFor(() => closeCode !== null, timeoutMs);
      return closeCode;
    },
  };
  return client;
}
export type TestClient = ReturnType<typeof createTestClient>;

/** Waits until the condition holds; fails after `timeoutMs`. */
export function waitFor(condition: () => boolean, timeoutMs = 5_000): Promise<void> {
  return vi.waitFor(
    () => {
      if (!condition()) throw new Error("the condition did not come true in time");
    },
    { timeout: timeoutMs, interval: 5 },
  );
}
