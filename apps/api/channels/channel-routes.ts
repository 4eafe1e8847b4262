import {
  channelKinds,
  type ChannelOptions,
  type ChannelTarget,
  type CreateChannel,
  createChannelSchema,
  type CreatedChannel,
  updateChannelSchema,
} from "@pakaura/contract/channel";
import { limits } from "@pakaura/contract/task";
import { createSharedLimit } from "@pakaura/database/shared-limit";
import { readVapidKeys } from "@pakaura/database/vapid-keys";
import type { Invocation } from "@pakaura/platform/invocation";
import { parse } from "@pakaura/service/parse";
import { isPrivateHost } from "@pakaura/service/private-address";
import { Problem } from "@pakaura/service/problem";
import type { FastifyInstance } from "fastify";
import { randomBytes } from "node:crypto";
import { uuidv7 } from "uuidv7";
import type { ApiContext } from "../api-context.ts";
import type { ApiConfig } from "../config.ts";
import { principalOf } from "../http/guard.ts";
import { notFound, pathId } from "../http/path-parameter.ts";
import { refuseIfLimited } from "../http/rate-limited.ts";
import { addressLinks, type MailAddressLink } from "./address-links.ts";
import { channelColumns, type ChannelRow, toChannel } from "./channel-row.ts";
import { withStream } from "../writes/with-stream.ts";

/** Tests of all channels of a user. */
const testsPerHour = 20;

type ChannelContext = ApiContext & { config: ApiConfig; invocation: Invocation };

const names: Record<(typeof channelKinds)[number], string> = {
  web_push: "Browser",
  email: "E-mail",
  webhook: "Webhook",
};

/** Ways to be reminded without an open session, under `/api/v1/channels`. */
export function channelRoutes(app: FastifyInstance, context: ChannelContext): void {
  const { pool, config, invocation } = context;
  const mailAddressLink = addressLinks(pool, config);
  const tests = createSharedLimit({
    pool,
    name: "channel-test",
    points: testsPerHour,
    periodSeconds: 3_600,
  });

  app.get("/channels", async (request) => {
    const { rows } = await pool.query<ChannelRow>(
      `select ${channelColumns} from notification_channels where user_id = $1 order by created_at, id`,
      [principalOf(request).userId],
    );
    return { items: rows.map(toChannel) };
  });

  app.get("/channels/options", async (): Promise<ChannelOptions> => {
    const { publicKey } = await readVapidKeys(pool);
    return { email: config.SMTP_URL !== undefined, web_push_key: publicKey };
  });

  app.post("/channels", async (request, reply) => {
    const body = parse(createChannelSchema, request.body);
    const { userId } = principalOf(request);
    refusePrivate(body, config);
    const target = await toTarget(body, { ...context, mailAddressLink }, userId);
    const values = [uuidv7(), userId, body.kind, body.name ?? names[body.kind], target];
    // Two at once would both find room for one.
    const { rows } = await withStream(pool, userId, (client) =>
      client.query<ChannelRow>(
        `insert into notification_channels (id, user_id, kind, name, target)
         select $1, $2, $3, $4, $5
         where (select count(*) from notification_channels where user_id = $2) < $6
         returning ${channelColumns}`,
        [...values, limits.channelsPerUser],
      ),
    );
    const [channel] = rows.map(toChannel);
    if (channel === undefined) {
      throw new Problem("conflict", `There are ${limits.channelsPerUser} channels already.`);
    }
    const created: CreatedChannel = {
      ...channel,
      ...(target.kind === "webhook" ? { secret: target.secret } : {}),
    };
    return reply.code(201).header("location", `/api/v1/channels/${channel.id}`).send(created);
  });

  app.patch("/channels/:id", async (request) => {
    const { name, enabled } = parse(updateChannelSchema, request.body);
    const { rows } = await pool.query<ChannelRow>(
      `update notification_channels set name = coalesce($3, name),
         is_enabled = coalesce($4, is_enabled),
         last_error = case when $4 then null else last_error end,
         last_error_at = case when $4 then null else last_error_at end
       where id = $1 and user_id = $2 returning ${channelColumns}`,
      [pathId(request), principalOf(request).userId, name ?? null, enabled ?? null],
    );
    const [channel] = rows.map(toChannel);
    if (channel === undefined) throw notFound();
    return channel;
  });

  app.delete("/channels/:id", async (request, reply) => {
    const { rowCount } = await pool.query(
      "delete from notification_channels where id = $1 and user_id = $2",
      [pathId(request), principalOf(request).userId],
    );
    if (rowCount === 0) throw notFound();
    return reply.code(204).send();
  });

  app.post("/channels/:id/test", async (request) => {
    const id = pathId(request);
    const read = async () => {
      const { rows } = await pool.query<ChannelRow>(
        `select ${channelColumns} from notification_channels where id = $1 and user_id = $2`,
        [id, principalOf(request).userId],
      );
      return rows.map(toChannel)[0];
    };
    if ((await read()) === undefined) throw notFound();
    refuseIfLimited(await tests.take(principalOf(request).userId));
    const path = `/internal/channels/${id}/test`;
    const { status } = await invocation.invoke("notification-service", "POST", path);
    if (status !== 204) throw new Error(`notification answered ${status} to a test of a channel`);
    const channel = await read();
    if (channel === undefined) throw notFound();
    return channel;
  });
}

function refusePrivate(body: CreateChannel, config: ApiConfig): void {
  if (body.kind === "email" || config.WEBHOOK_ALLOW_PRIVATE) return;
  const [field, url] = body.kind === "webhook" ? ["url", body.url] : ["endpoint", body.endpoint];
  if (!isPrivateHost(url)) return;
  throw new Problem("validation_failed", "This address lies in a private network.", {
    errors: [{ field, code: "private_address", message: "must be an address of the internet" }],
  });
}

async function toTarget(
  body: CreateChannel,
  { pool, mailAddressLink }: ChannelContext & { mailAddressLink: MailAddressLink | null },
  userId: string,
): Promise<ChannelTarget> {
  switch (body.kind) {
    case "web_push":
      return { kind: body.kind, endpoint: body.endpoint, keys: body.keys };
    case "webhook":
      return {
        kind: body.kind,
        url: body.url,
        secret: `whsec_${randomBytes(32).toString("base64")}`,
      };
    case "email": {
      if (mailAddressLink === null) {
        throw new Problem("conflict", "This installation sends no e-mail: SMTP_URL is not set.");
      }
      const { rows } = await pool.query<{ id: string; email: string; is_verified: boolean }>(
        "select id, email, email_verified as is_verified from users where id = $1",
        [userId],
      );
      const [user] = rows;
      if (user === undefined) throw notFound();
      if (user.is_verified) return { kind: body.kind, address: user.email };
      const isSent = await mailAddressLink(user);
      const next = isSent
        ? `A link that verifies it is on its way to ${user.email}. Open it, then try again.`
        : "Too many mails went there within the hour: try again later.";
      throw new Problem("conflict", `Your address is not verified yet. ${next}`);
    }
  }
}
