import type { StreamEvent } from "@pakaura/contract/events";
import type {
  ClientMessage,
  closeCodes,
  Receipt,
  ServerMessage,
} from "@pakaura/contract/websocket";
import { parseJson } from "./api.ts";
import { backoffMs } from "./backoff.ts";
import { createStore, type Store } from "./store.ts";
import { soon } from "./soon.ts";
import {
  decide,
  type StreamDecision,
  type StreamInput,
  type StreamPosition,
} from "./stream-position.ts";

const unauthenticated: typeof closeCodes.unauthenticated = 4401;
const pingAfterMs = 30_000;
const silentAfterMs = 45_000;

export type Connection = "connecting" | "open" | "lost";

export type LiveHandlers = {
  /** `position` is that of the last of them. */
  onEvents: (events: readonly StreamEvent[], position: StreamPosition) => void;
  onReminder: (event: StreamEvent) => void;
  onActivity: () => void;
  onFilters: () => void;
  /** What is known is too old to go on from: everything is to be read again, and then `resume`d from. */
  onSnapshotWanted: () => void;
  onOpen: () => void;
  /** The server refused the session; false when it has ended, and nobody is signed in any more. */
  isStillSignedIn: () => Promise<boolean>;
  onSignedOut: () => void;
};

export type Live = {
  connection: Store<Connection>;
  /** Goes on from what a snapshot held. */
  resume: (position: StreamPosition) => void;
  /** Connects when that is due: a tab that is not looked at has its timers held back. */
  catchUp: () => void;
  /** What became of a fired reminder; nobody is told while there is no connection, or if the server takes none. */
  tellReceipt: (receipt: Receipt) => void;
  stop: () => void;
};

/**
 * Keeps one socket to the server for as long as somebody is signed in: reconnects with backoff,
 * at once when the network or the tab comes back, and catches up from the last event that it saw,
 * which at first is `position`.
 */
export function startLive(
  url: string,
  position: StreamPosition | null,
  handlers: LiveHandlers,
): Live {
  const connection = createStore<Connection>("connecting");
  let stream = { position, isCatchingUp: false };
  let socket: WebSocket | null = null;
  let attempt = 0;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let retriesAt = 0;
  let quietTimer: ReturnType<typeof setTimeout> | undefined;
  let isStopped = false;
  let takesReceipts = false;
  let batch: StreamEvent[] = [];

  function send(message: ClientMessage): void {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
  }

  function flush(reached: StreamPosition): void {
    const events = batch;
    batch = [];
    // Whoever is signed in by now is not to see them.
    if (isStopped) return;
    handlers.onEvents(events, reached);
  }

  /** Events that arrive together are painted together. */
  function gather(event: StreamEvent): void {
    if (batch.push(event) > 1) return;
    const { epoch = "" } = stream.position ?? {};
    soon(() => flush({ epoch, sequence: batch.at(-1)?.sequence ?? event.sequence }));
  }

  function take(input: StreamInput): StreamDecision["action"] {
    const decision = decide(stream, input);
    stream = decision.state;
    if (decision.action === "catch-up" && stream.position) {
      send({ type: "catchup", epoch: stream.position.epoch, since: stream.position.sequence });
    }
    if (decision.action === "snapshot") handlers.onSnapshotWanted();
    if (decision.action === "reconnect") reconnect();
    return decision.action;
  }

  function receive(message: ServerMessage): void {
    switch (message.type) {
      case "hello":
        attempt = 0;
        takesReceipts = message.receipts === true;
        connection.set("open");
        take(message);
        handlers.onOpen();
        break;
      case "event":
        if (take(message) === "apply") gather(message.event);
        break;
      case "caught-up":
      case "resync":
        take(message);
        break;
      case "reminder":
        handlers.onReminder(message.event);
        break;
      case "activity":
        handlers.onActivity();
        break;
      case "filters":
        handlers.onFilters();
        break;
      case "ping":
        send({ type: "pong" });
        break;
      case "pong":
        break;
      default:
        message satisfies never;
    }
  }

  /** A connection that died without a word is found by asking. */
  function watchSilence(): void {
    clearTimeout(quietTimer);
    quietTimer = setTimeout(() => {
      send({ type: "ping" });
      quietTimer = setTimeout(reconnect, silentAfterMs - pingAfterMs);
    }, pingAfterMs);
  }

  function connect(): void {
    clearTimeout(retryTimer);
    if (isStopped || socket) return;
    const opened = new WebSocket(url);
    socket = opened;
    opened.addEventListener("message", ({ data }) => {
      if (socket !== opened) return;
      watchSilence();
      receive(parseJson<ServerMessage>(String(data)));
    });
    opened.addEventListener("close", ({ code }) => {
      if (socket === opened) lose(code);
    });
  }

  function lose(code?: number): void {
    socket = null;
    clearTimeout(quietTimer);
    if (code === unauthenticated) {
      void askAgain();
      return;
    }
    retry();
  }

  /** A session that was replaced, as when a second factor is turned on, has ended; its cookie goes on. */
  async function askAgain(): Promise<void> {
    const isSignedIn = await handlers.isStillSignedIn();
    if (isStopped) return;
    if (isSignedIn) return retry();
    stop();
    handlers.onSignedOut();
  }

  function retry(): void {
    if (isStopped) return;
    connection.set("lost");
    stream = { ...stream, isCatchingUp: false };
    clearTimeout(retryTimer);
    const delayMs = backoffMs(attempt);
    retriesAt = Date.now() + delayMs;
    retryTimer = setTimeout(connect, delayMs);
    attempt += 1;
  }

  function reconnect(): void {
    const old = socket;
    socket = null;
    old?.close();
    connect();
  }

  function comeBack({ type }: Event): void {
    if (type === "visibilitychange" && document.visibilityState === "hidden") return;
    attempt = 0;
    connect();
  }

  function leave(): void {
    const old = socket;
    if (!old) return;
    lose();
    old.close();
  }

  function stop(): void {
    isStopped = true;
    clearTimeout(retryTimer);
    clearTimeout(quietTimer);
    window.removeEventListener("online", comeBack);
    window.removeEventListener("offline", leave);
    document.removeEventListener("visibilitychange", comeBack);
    const old = socket;
    socket = null;
    old?.close();
  }

  window.addEventListener("online", comeBack);
  window.addEventListener("offline", leave);
  document.addEventListener("visibilitychange", comeBack);
  connect();
  return {
    connection,
    resume: (from) => void take({ type: "snapshot", position: from }),
    catchUp: () => {
      if (connection.get() === "lost" && Date.now() >= retriesAt) connect();
    },
    tellReceipt: (receipt) => {
      if (takesReceipts) send(receipt);
    },
    stop,
  };
}
