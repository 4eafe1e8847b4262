import { randomUUID } from "node:crypto";
import { closeCodes, type Receipt } from "@pakaura/contract/websocket";
import type { GatewayLimits } from "./limits.ts";
import { plainMessage, type EventMessage, type Message } from "./message.ts";
import { firstPageRows, nextPageRows } from "./page-rows.ts";
import type { StreamLog } from "./stream-log.ts";
import type { Transport } from "./transport.ts";

/**
 * Where a client wants to be caught up from: after a sequence, or from a time (ISO 8601). Without an
 * epoch a sequence is taken to be of the present one.
 */
export type CatchUp = { since: number | string; epoch?: string | undefined };

/** What stands behind a connection: a session of the user, or a personal access token. */
export type Credential = { kind: "session" | "token"; id: string };

type SessionParts = {
  userId: string;
  credential: Credential;
  transport: Transport;
  log: StreamLog;
  limits: GatewayLimits;
  /** Where somebody sits in front of the client, who can say that they have seen a reminder. */
  onReceipt?: (receipt: Receipt) => void;
};

const heldHints = 50;
/** RFC 6455's registry: try again later. */
export const tryAgainLater = 1013;

/**
 * One connection's place in its user's stream.
 *
 * It knows the last sequence that it sent and the highest that it has heard of. An event that is the
 * next one goes out as it comes. Anything else (a gap, a catch-up, a reader that is behind, an event
 * that came while the hello was prepared) only raises the second number, and the log is read from the
 * first to the second. So events leave in order without a gap, whatever the deliveries look like, and
 * nothing is kept in memory for a session that is behind.
 */
export class StreamSession {
  readonly userId: string;
  readonly credential: Credential;
  readonly transport: Transport;
  readonly #log: StreamLog;
  readonly #limits: GatewayLimits;
  readonly #onReceipt: ((receipt: Receipt) => void) | undefined;
  #epoch = "";
  #sent = 0;
  #wanted = 0;
  #isOpen = true;
  /** True while the log is read for this session, and until the hello is sent. */
  #isBusy = true;
  #settledAtMs = 0;
  #settleTimer: NodeJS.Timeout | undefined;
  #catchUps: CatchUp[] | undefined;
  #hints: { after: number; message: Message }[] | undefined;

  constructor({ userId, credential, transport, log, limits, onReceipt }: SessionParts) {
    this.userId = userId;
    this.credential = credential;
    this.transport = transport;
    this.#log = log;
    this.#limits = limits;
    this.#onReceipt = onReceipt;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  get givesReceipts(): boolean {
    return this.#onReceipt !== undefined;
  }

  /** The client says what became of a reminder. */
  takeReceipt(receipt: Receipt): void {
    this.#onReceipt?.(receipt);
  }

  /**
   * Says hello and begins. To be called when the session is registered, so that an event that commits
   * meanwhile is heard of. With `resume` it goes on from there, else from the hello's sequence.
   */
  async start(resume?: CatchUp): Promise<void> {
    const { epoch, sequence } = await this.#log.position(this.userId);
    if (!this.#isOpen) return;
    this.#epoch = epoch;
    this.#sent = sequence;
    const hello = plainMessage({
      type: "hello",
      epoch,
      sequence,
      session_id: randomUUID(),
      ...(this.givesReceipts ? { receipts: true } : {}),
    });
    this.transport.send(resume ? hello : { ...hello, sequence });
    if (resume) (this.#catchUps ??= []).push(resume);
    else if (!this.#catchUps) this.#settledAtMs = performance.now() + this.#limits.settleMs;
    this.#isBusy = false;
    this.#goOn();
  }

  /** Takes a live event: in order or not, once or more often. */
  offer(message: EventMessage): void {
    this.#want(message.sequence);
    if (message.sequence === this.#sent + 1 && this.#isLive()) {
      this.#sent = message.sequence;
      this.transport.send(message);
    } else if (message.sequence > this.#sent) {
      this.#goOn();
    }
  }

  /** Reads on from the log up to `sequence`, which is committed, whether or not it has been delivered. */
  reach(sequence: number): void {
    this.#want(sequence);
    if (this.#sent < this.#wanted) this.#goOn();
  }

  /** Takes a message without a place in the stream that belongs after the event `after`. */
  offerHint(message: Message, after: number): void {
    this.#want(after);
    if (after <= this.#sent && this.#isLive()) {
      this.transport.send(message);
      return;
    }
    this.#hints ??= [];
    if (this.#hints.length < heldHints) this.#hints.push({ after, message });
    this.#goOn();
  }

  /**
   * Sends again everything after `since`, also what this connection has had, then `caught-up`; live
   * events follow it. Or `resync`, when the log cannot give that.
   */
  catchUp(request: CatchUp): void {
    this.#catchUps ??= [];
    if (this.#catchUps.length >= this.#limits.waitingCatchUps) {
      this.close(closeCodes.badMessage, "too many catch-ups");
      return;
    }
    this.#catchUps.push(request);
    this.#settledAtMs = 0;
    this.#goOn();
  }

  /** Ends the session from our side. */
  close(code: number, reason: string): void {
    if (!this.#isOpen) return;
    this.ended();
    this.transport.close(code, reason);
  }

  /** The connection is gone. */
  ended(): void {
    this.#isOpen = false;
    clearTimeout(this.#settleTimer);
  }

  #want(sequence: number): void {
    this.#wanted = Math.max(this.#wanted, sequence);
  }

  #isLive(): boolean {
    return (
      this.#isOpen &&
      !this.#isBusy &&
      (this.#settledAtMs === 0 || this.#isSettled()) &&
      !this.#isFull()
    );
  }

  #isSettled(): boolean {
    if (performance.now() < this.#settledAtMs) return false;
    this.#settledAtMs = 0;
    return true;
  }

  /** Does what is waiting to be done, now or when the session has settled. */
  #goOn(): void {
    if (this.#isBusy || !this.#isOpen) return;
    clearTimeout(this.#settleTimer);
    if (this.#settledAtMs > 0 && !this.#isSettled()) {
      this.#settleTimer = setTimeout(() => this.#goOn(), this.#settledAtMs - performance.now() + 1);
      return;
    }
    this.#isBusy = true;
    this.#work().catch(() => this.close(tryAgainLater, "the event log cannot be read"));
  }

  async #work(): Promise<void> {
    while (this.#isOpen) {
      const request = this.#catchUps?.shift();
      if (request) await this.#answer(request);
      else if (this.#sent < this.#wanted) await this.#follow();
      else break;
    }
    // In the same step as the last look at what is wanted, so that nothing is wanted in between.
    this.#catchUps = undefined;
    this.#isBusy = false;
    this.#sendHints();
  }

  async #answer(request: CatchUp): Promise<void> {
    const before = this.#sent;
    const range = await this.#rangeOf(request);
    if (!this.#isOpen) return;
    if (range) {
      this.#sent = range.after;
      if (await this.#sendUpTo(range.latest)) {
        this.transport.send(plainMessage({ type: "caught-up", sequence: range.latest }));
        return;
      }
    }
    this.#sent = Math.max(this.#sent, before);
    this.#sendResync();
  }

  /** What to send for a catch-up; null when only a new snapshot helps. */
  async #rangeOf({ since, epoch }: CatchUp): Promise<{ after: number; latest: number } | null> {
    if (epoch !== undefined && epoch !== this.#epoch) return null;
    if (typeof since === "string") return this.#log.rangeFrom(this.userId, since);
    // What commits after the last event that we have heard of comes live anyway.
    const known = Math.max(this.#sent, this.#wanted);
    if (since <= known) return { after: since, latest: known };
    const { sequence: latest } = await this.#log.position(this.userId);
    return since <= latest ? { after: since, latest } : null;
  }

  /** Sends what is wanted live; when the log no longer has it, the client must fetch a snapshot. */
  async #follow(): Promise<void> {
    const target = this.#wanted;
    if ((await this.#sendUpTo(target)) || !this.#isOpen) return;
    this.#sent = target;
    this.#sendResync();
  }

  /** A snapshot fetched from now on has everything up to here. */
  #sendResync(): void {
    if (!this.#isOpen) return;
    this.transport.send({ ...plainMessage({ type: "resync" }), sequence: this.#sent });
  }

  /** Sends from the log up to `target`; false when it has a gap there, or when the session ended. */
  async #sendUpTo(target: number): Promise<boolean> {
    if (this.#sent >= target) return this.#isOpen;
    if (this.#isFull() && !(await this.#makesRoom())) return false;
    let next = this.#read(this.#sent, firstPageRows);
    while (this.#sent < target) {
      const page = await next;
      const last = page.at(-1);
      if (!last) return false;
      // The next page is read while this one leaves.
      if (last.sequence < target) next = this.#read(last.sequence, nextPageRows(page));
      for (const message of page) {
        if (message.sequence > target) break;
        if (message.sequence !== this.#sent + 1) return false;
        if (!this.#isOpen || (this.#isFull() && !(await this.#makesRoom()))) return false;
        this.#sent = message.sequence;
        this.transport.send(message);
      }
    }
    return this.#isOpen;
  }

  #read(after: number, rows: number): Promise<EventMessage[]> {
    const page = this.#log.readAfter(this.userId, after, rows);
    // Who awaits it hears of a failure; a session that ended meanwhile does not care.
    page.catch(() => undefined);
    return page;
  }

  #isFull(): boolean {
    return this.transport.unsentBytes() >= this.#limits.unsentBytes;
  }

  async #makesRoom(): Promise<boolean> {
    const isDrained = await this.transport.drained(this.#limits.drainTimeoutMs);
    if (!isDrained) this.close(closeCodes.tooSlow, "too slow a reader");
    return this.#isOpen;
  }

  #sendHints(): void {
    const hints = this.#hints;
    this.#hints = undefined;
    for (const { after, message } of hints ?? []) {
      if (after <= this.#sent && this.#isLive()) this.transport.send(message);
    }
  }
}
