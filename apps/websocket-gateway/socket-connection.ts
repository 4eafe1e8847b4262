import type { Duplex } from "node:stream";
import { closeCodes } from "@pakaura/contract/websocket";
import type { RawData, WebSocket } from "ws";
import { parseClientMessage } from "./client-message.ts";
import { drained } from "./drained.ts";
import type { GatewayLimits } from "./limits.ts";
import { MessageBudget } from "./message-budget.ts";
import { plainMessage, type Message } from "./message.ts";
import type { StreamSession } from "./stream-session.ts";
import type { Transport } from "./transport.ts";

const pong = plainMessage({ type: "pong" });
const asText = { binary: false };

/** Messages arrive as one buffer: the socket's binary type is the default. */
function textOf(data: RawData): string {
  return Buffer.isBuffer(data) ? data.toString() : "";
}

/** What becomes of the first message of a client that came without a cookie or header. */
export type SignIn = (connection: SocketConnection, token: string) => Promise<void>;

/** One WebSocket: passes messages of the client to its session, and those of the session to the client. */
export class SocketConnection implements Transport {
  /** Set when the client has signed in. */
  session: StreamSession | null = null;
  readonly #socket: WebSocket;
  readonly #stream: Duplex;
  readonly #limits: GatewayLimits;
  readonly #budget: MessageBudget;
  /** Messages that came while the client was being signed in. */
  #early: string[] | null = [];
  #signIn: SignIn | null;
  #isAlive = true;
  #nextPingMs: number;
  #authDeadlineMs: number;

  /** With `signIn` the first message must be `auth`; without, somebody signs the client in already. */
  constructor(socket: WebSocket, stream: Duplex, limits: GatewayLimits, signIn: SignIn | null) {
    const now = performance.now();
    this.#socket = socket;
    this.#stream = stream;
    this.#limits = limits;
    this.#signIn = signIn;
    this.#budget = new MessageBudget(limits.messageBurst, now);
    this.#nextPingMs = now + limits.pingIntervalMs;
    this.#authDeadlineMs = signIn ? now + limits.authTimeoutMs : Infinity;
  }

  get isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  /** The session has said hello; now comes what the client has said meanwhile. */
  begin(session: StreamSession): void {
    const early = this.#early ?? [];
    this.#early = null;
    for (const text of early) this.#handle(text, session);
  }

  receive(data: RawData, isBinary: boolean): void {
    if (!this.isOpen) return;
    this.#isAlive = true;
    const { messageBurst: burst, messagesPerSecond: perSecond } = this.#limits;
    if (!this.#budget.take({ burst, perSecond, nowMs: performance.now() })) {
      this.close(closeCodes.badMessage, "too many messages");
    } else if (this.#signIn) {
      this.#receiveFirst(isBinary ? "" : textOf(data), this.#signIn);
    } else if (isBinary) {
      this.close(closeCodes.badMessage, "not a text message");
    } else if (this.#early && this.#early.length >= this.#limits.waitingCatchUps) {
      this.close(closeCodes.badMessage, "too many messages before the hello");
    } else if (this.#early) {
      this.#early.push(textOf(data));
    } else if (this.session) {
      this.#handle(textOf(data), this.session);
    }
  }

  #receiveFirst(text: string, signIn: SignIn): void {
    const message = parseClientMessage(text);
    if (message?.type !== "auth") {
      this.close(closeCodes.unauthenticated, "sign in first");
      return;
    }
    this.#signIn = null;
    this.#authDeadlineMs = Infinity;
    void signIn(this, message.token);
  }

  #handle(text: string, session: StreamSession): void {
    if (!session.isOpen) return;
    const message = parseClientMessage(text);
    if (message?.type === "ping") this.send(pong);
    else if (message?.type === "catchup") session.catchUp(message);
    else if (message?.type === "receipt") session.takeReceipt(message);
    else if (message?.type !== "pong")
      this.close(closeCodes.badMessage, "not a message of the contract");
  }

  send({ json }: Message): void {
    this.#socket.send(json, asText);
  }

  unsentBytes(): number {
    return this.#socket.bufferedAmount;
  }

  drained(timeoutMs: number): Promise<boolean> {
    return drained(this.#stream, timeoutMs);
  }

  pong(): void {
    this.#isAlive = true;
  }

  beat(nowMs: number): void {
    if (nowMs >= this.#authDeadlineMs) {
      this.#authDeadlineMs = Infinity;
      this.close(closeCodes.unauthenticated, "no sign-in in time");
    }
    if (nowMs < this.#nextPingMs) return;
    this.#nextPingMs = nowMs + this.#limits.pingIntervalMs;
    if (!this.#isAlive) {
      this.terminate();
      return;
    }
    this.#isAlive = false;
    if (this.isOpen) this.#socket.ping();
  }

  close(code: number, reason: string): void {
    this.session?.ended();
    this.#socket.close(code, reason);
  }

  terminate(): void {
    this.#socket.terminate();
  }
}
