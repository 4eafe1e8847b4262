import type { ServerResponse } from "node:http";
import { closeCodes } from "@pakaura/contract/websocket";
import { drained } from "./drained.ts";
import type { GatewayLimits } from "./limits.ts";
import type { Message } from "./message.ts";
import type { Transport } from "./transport.ts";

/**
 * A message in the form of Server-Sent Events. Events of the stream are plain messages, the others
 * are named by their type. `id` is the sequence, from which a browser goes on by itself.
 */
function frame({ type, sequence, json }: Message): Buffer {
  const id = sequence === null ? "" : `id: ${sequence}\n`;
  const name = type === "event" ? "" : `event: ${type}\n`;
  return Buffer.concat([Buffer.from(`${id}${name}data: `), json, Buffer.from("\n\n")]);
}

/** A Server-Sent Events response (https://html.spec.whatwg.org/multipage/server-sent-events.html). */
export class EventStreamConnection implements Transport {
  readonly #response: ServerResponse;
  readonly #limits: GatewayLimits;
  #nextCommentMs: number;
  /** Something that was sent has left since the last comment. */
  #hasMoved = true;

  constructor(response: ServerResponse, limits: GatewayLimits) {
    this.#response = response;
    this.#limits = limits;
    this.#nextCommentMs = performance.now() + limits.pingIntervalMs;
    // Here nobody answers a ping: who is gone without a word is found out by TCP.
    response.socket?.setKeepAlive(true, limits.pingIntervalMs);
  }

  send(message: Message): void {
    this.#write(frame(message));
  }

  #write(bytes: Buffer | string): void {
    this.#response.write(bytes, () => (this.#hasMoved = true));
  }

  unsentBytes(): number {
    return this.#response.writableLength;
  }

  drained(timeoutMs: number): Promise<boolean> {
    return drained(this.#response, timeoutMs);
  }

  /** A comment, so that nobody between takes the silence for the end. Who took nothing since the last one is cut. */
  beat(nowMs: number): void {
    if (nowMs < this.#nextCommentMs || this.#response.writableEnded) return;
    this.#nextCommentMs = nowMs + this.#limits.pingIntervalMs;
    if (this.unsentBytes() > 0 && !this.#hasMoved) {
      this.terminate();
      return;
    }
    this.#hasMoved = false;
    this.#write(": ping\n\n");
  }

  /**
   * The end of the response has no code: the client asks again, and then learns what there is to learn. One that does
   * not read would not come to it.
   */
  close(code: number): void {
    if (code === closeCodes.tooSlow) {
      this.terminate();
      return;
    }
    this.#response.end();
    setTimeout(() => this.terminate(), this.#limits.closeTimeoutMs).unref();
  }

  terminate(): void {
    this.#response.destroy();
  }
}
