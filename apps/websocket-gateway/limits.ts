import { socketLimits } from "@pakaura/contract/websocket";

/** Times, sizes and counts that bound what a connection may take. Tests shorten them. */
export const defaultLimits = {
  authTimeoutMs: socketLimits.authTimeoutMs,
  pingIntervalMs: socketLimits.pingIntervalMs,
  /** How exactly those two are kept. */
  beatMs: 500,
  messageBytes: socketLimits.messageBytes,
  /** Messages of a client: so many at once, and then so many a second. More closes 4400. */
  messageBurst: 1_000,
  messagesPerSecond: 200,
  /** Catch-ups that may wait for the one before. More closes 4400. */
  waitingCatchUps: 16,
  /** A session whose unsent bytes pass this is given no more until they are gone. */
  unsentBytes: 131_072,
  /** How long that may take before the session is closed 4408. */
  drainTimeoutMs: 5_000,
  /**
   * How long the other side has to answer a close before the connection is cut. A slow reader comes to
   * the close, and its reason, only after all that was sent before it.
   */
  closeTimeoutMs: 30_000,
  /** The same when the server stops. */
  stopTimeoutMs: 1_000,
  /**
   * Live events wait so long after the hello, so that a client that answers it with a catch-up gets
   * one ordered sequence instead of a live event first and what came before it afterwards.
   */
  settleMs: 200,
  /** An event that comes so long after it was made has others behind it, which are read from the log. */
  lateMs: 1_000,
  connectionsPerUser: 500,
  /** How often a replica says again whose sessions it has, how long that counts, and how long it may take at the end. */
  presenceBeatMs: 60_000,
  presenceSeconds: 180,
  presenceStopMs: 1_000,
  /** How long a session may say of a fired reminder that it was seen, and how long that is remembered. */
  receiptWindowMs: 60_000,
  receiptSeconds: 600,
  /** How often it is asked whether the sessions behind the connections still stand. */
  recheckMs: 3_000,
};

export type GatewayLimits = { [Name in keyof typeof defaultLimits]: number };
