import { z } from "zod";
import { activityEntrySchema, streamEventSchema } from "./events.ts";
import { instantInputSchema } from "./instant.ts";

/** Close codes of the socket. */
export const closeCodes = {
  serverStopping: 1001,
  badMessage: 4400,
  unauthenticated: 4401,
  forbidden: 4403,
  tooSlow: 4408,
} as const;

/** Intervals and limits of the socket. */
export const socketLimits = {
  authTimeoutMs: 5_000,
  pingIntervalMs: 25_000,
  messageBytes: 16_384,
} as const;

export const clientMessageSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("auth"), token: z.string().min(1).max(200) }),
  z.strictObject({
    type: z.literal("catchup"),
    /** Required with a sequence; a time needs none. */
    epoch: z.string().max(100).optional(),
    since: z.union([z.int().min(0), instantInputSchema]),
  }),
  /**
   * What became of a fired reminder, by its event: a page that can be seen shows it, or somebody has moved or typed in
   * that page since. Only to a server whose hello has `receipts`.
   */
  z.strictObject({
    type: z.literal("receipt"),
    event_id: z.uuid(),
    state: z.enum(["shown", "seen"]),
  }),
  z.strictObject({ type: z.literal("ping") }),
  z.strictObject({ type: z.literal("pong") }),
]);
export type Receipt = Extract<z.infer<typeof clientMessageSchema>, { type: "receipt" }>;
export type ClientMessage = z.infer<typeof clientMessageSchema>;

export const serverMessageSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("hello"),
    epoch: z.string(),
    sequence: z.int().min(0),
    session_id: z.string(),
    /** This server takes receipts of this session. An older one would end it for a message that it does not know. */
    receipts: z.literal(true).optional(),
  }),
  z.object({ type: z.literal("event"), sequence: z.int().min(1), event: streamEventSchema }),
  z.object({ type: z.literal("reminder"), event: streamEventSchema }),
  /** A new entry of the activity log: a hint without a sequence, after the event that it tells of. */
  z.object({ type: z.literal("activity"), entry: activityEntrySchema }),
  /** The saved filters have changed: a hint without a sequence. */
  z.object({ type: z.literal("filters") }),
  z.object({ type: z.literal("caught-up"), sequence: z.int().min(0) }),
  z.object({ type: z.literal("resync") }),
  z.object({ type: z.literal("ping") }),
  z.object({ type: z.literal("pong") }),
]);
export type ServerMessage = z.infer<typeof serverMessageSchema>;
