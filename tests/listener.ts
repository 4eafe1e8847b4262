import { serverMessageSchema, type ServerMessage } from "@pakaura/contract/websocket";
import { WebSocket } from "ws";
import type { Account } from "./account.ts";

/** A session on the socket that keeps what it was sent. */
export type Listener = {
  socket: WebSocket;
  messages: ServerMessage[];
  /** The first message, seen or to come, that fits; rejects when the socket closes before. */
  waitFor: (fits: (message: ServerMessage) => boolean) => Promise<ServerMessage>;
  send: (message: object) => void;
  close: () => void;
};

/** Opens a socket with a token, as a program does, and waits for `hello`. */
export function listen(url: string, token: string): Promise<Listener> {
  const socket = new WebSocket(socketOf(url));
  socket.on("open", () => socket.send(JSON.stringify({ type: "auth", token })));
  return listenOn(socket);
}

/** The same as the web app does, with the cookie of somebody who is signed in. */
export function listenAsPerson(
  url: string,
  { cookie }: Pick<Account, "cookie">,
): Promise<Listener> {
  return listenOn(new WebSocket(socketOf(url), { headers: { cookie, origin: url } }));
}

function socketOf(url: string): string {
  return `${url.replace(/^http/, "ws")}/ws`;
}

async function listenOn(socket: WebSocket): Promise<Listener> {
  const messages: ServerMessage[] = [];
  const waiting = new Set<(message: ServerMessage | null) => void>();

  socket.on("message", (bytes: Buffer) => {
    const message = serverMessageSchema.parse(JSON.parse(bytes.toString()));
    messages.push(message);
    for (const check of waiting) check(message);
  });
  socket.on("close", () => {
    for (const check of waiting) check(null);
  });
  socket.on("error", () => undefined);

  function waitFor(fits: (message: ServerMessage) => boolean): Promise<ServerMessage> {
    const seen = messages.find(fits);
    if (seen) return Promise.resolve(seen);
    return new Promise((resolve, reject) => {
      const check = (message: ServerMessage | null): void => {
        if (message !== null && !fits(message)) return;
        waiting.delete(check);
        if (message === null) reject(new Error("the socket closed"));
        else resolve(message);
      };
      waiting.add(check);
    });
  }

  await waitFor((message) => message.type === "hello");
  return {
    socket,
    messages,
    waitFor,
    send: (message) => socket.send(JSON.stringify(message)),
    close: () => socket.terminate(),
  };
}
