import { z } from "zod";

export const channelKinds = ["web_push", "email", "webhook"] as const;

const name = z.string().trim().min(1).max(100).optional();
const base64url = z.string().regex(/^[\w-]{16,200}={0,2}$/);

/**
 * A new way to be reminded without an open session. A browser gives its push subscription as the Push
 * API has it; e-mail goes to the address of the account; a webhook is signed as Standard Webhooks say.
 */
export const createChannelSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("web_push"),
    name,
    endpoint: z.url({ protocol: /^https?$/ }).max(2_000),
    keys: z.strictObject({ p256dh: base64url, auth: base64url }),
  }),
  z.strictObject({ kind: z.literal("email"), name }),
  z.strictObject({
    kind: z.literal("webhook"),
    name,
    url: z.url({ protocol: /^https?$/ }).max(2_000),
  }),
]);
export type CreateChannel = z.infer<typeof createChannelSchema>;

export const updateChannelSchema = z.strictObject({ name, enabled: z.boolean().optional() });

export const channelSchema = z.object({
  id: z.uuid(),
  kind: z.enum(channelKinds),
  name: z.string(),
  /** Where it goes: the host of an address, or an e-mail address. */
  target: z.string(),
  enabled: z.boolean(),
  last_sent_at: z.iso.datetime().nullable(),
  /** Why the last delivery failed; null when it went well. */
  last_error: z.string().nullable(),
  last_error_at: z.iso.datetime().nullable(),
  created_at: z.iso.datetime(),
});
export type Channel = z.infer<typeof channelSchema>;

/** `secret` signs the requests of a webhook, and is shown here and never again. */
export const createdChannelSchema = channelSchema.extend({ secret: z.string().optional() });
export type CreatedChannel = z.infer<typeof createdChannelSchema>;

export const channelItemsSchema = z.object({ items: z.array(channelSchema) });

/** What this installation can do beside webhooks. */
export const channelOptionsSchema = z.object({
  email: z.boolean(),
  /** The VAPID public key (RFC 8292) that a browser subscribes with. */
  web_push_key: z.string(),
});
export type ChannelOptions = z.infer<typeof channelOptionsSchema>;

/** What is kept of where a channel goes. */
export const channelTargetSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("web_push"),
    endpoint: z.string(),
    keys: z.object({ p256dh: z.string(), auth: z.string() }),
  }),
  z.object({ kind: z.literal("email"), address: z.string() }),
  z.object({ kind: z.literal("webhook"), url: z.string(), secret: z.string() }),
]);
export type ChannelTarget = z.infer<typeof channelTargetSchema>;
