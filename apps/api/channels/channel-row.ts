import { type Channel, channelTargetSchema, type ChannelTarget } from "@pakaura/contract/channel";

export const channelColumns = `id, name, target, is_enabled, last_sent_at, last_error, last_error_at, created_at`;

export type ChannelRow = {
  id: string;
  name: string;
  target: unknown;
  is_enabled: boolean;
  last_sent_at: Date | null;
  last_error: string | null;
  last_error_at: Date | null;
  created_at: Date;
};

/** A channel as it is answered, without what signs or encrypts. */
export function toChannel(row: ChannelRow): Channel {
  const target = channelTargetSchema.parse(row.target);
  return {
    id: row.id,
    kind: target.kind,
    name: row.name,
    target: wordsOf(target),
    enabled: row.is_enabled,
    last_sent_at: row.last_sent_at?.toISOString() ?? null,
    last_error: row.last_error,
    last_error_at: row.last_error_at?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
  };
}

/** Where a channel goes, as far as it may be shown: addresses of webhooks can hold secrets. */
function wordsOf(target: ChannelTarget): string {
  if (target.kind === "email") return target.address;
  return new URL(target.kind === "webhook" ? target.url : target.endpoint).host;
}
