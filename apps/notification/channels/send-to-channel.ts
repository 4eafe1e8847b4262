import { createHmac } from "node:crypto";
import type { SendMail } from "@pakaura/accounts/mail";
import type { ChannelTarget } from "@pakaura/contract/channel";
import type { VapidKeys } from "@pakaura/database/vapid-keys";
import { postSafely } from "./post-safely.ts";

/** What is said, to whichever channel. */
export type Notice = {
  /** The same for every try of the same notice. */
  id: string;
  title: string;
  text: string;
  taskId: string | null;
  /** The event itself, for a webhook. */
  event: object;
};

export type Senders = {
  /** Null when this installation sends no e-mail. */
  sendMail: SendMail | null;
  vapidKeys: () => Promise<VapidKeys>;
  /** Whom a push service can ask: the address of this installation. */
  subject: string;
  allowPrivate: boolean;
};

/** Sends a notice to one channel. Rejects when it was not taken. */
export async function sendToChannel(
  target: ChannelTarget,
  notice: Notice,
  senders: Senders,
): Promise<void> {
  switch (target.kind) {
    case "email":
      if (senders.sendMail === null) throw new Error("This installation sends no e-mail");
      return senders.sendMail({
        to: target.address,
        subject: subjectOf(notice.title),
        text: notice.text,
      });
    case "webhook":
      return postSafely(signed(target, notice), senders);
    case "web_push":
      return postSafely(await encrypted(target, notice, senders), senders);
  }
}

const subjectLength = 200;

/** What a mail is called: nobody can make it say something else than that it reminds of a title. */
function subjectOf(title: string): string {
  const line = title.replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]+/gu, " ").trim();
  return `Reminder: ${line}`.slice(0, subjectLength).toWellFormed();
}

/** A request as Standard Webhooks 1.0 signs it (https://www.standardwebhooks.com). */
function signed({ url, secret }: ChannelTarget & { kind: "webhook" }, notice: Notice) {
  const timestamp = Math.floor(Date.now() / 1_000);
  const body = JSON.stringify(notice.event);
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  const signature = createHmac("sha256", key).update(`${notice.id}.${timestamp}.${body}`);
  const headers = {
    "content-type": "application/json",
    "user-agent": "Pakaura",
    "webhook-id": notice.id,
    "webhook-timestamp": String(timestamp),
    "webhook-signature": `v1,${signature.digest("base64")}`,
  };
  return { url, headers, body };
}

const pushSeconds = 86_400;

/** A message encrypted for one browser (RFC 8291), signed for its push service (RFC 8292). */
async function encrypted(
  { endpoint, keys }: ChannelTarget & { kind: "web_push" },
  notice: Notice,
  { vapidKeys, subject }: Senders,
) {
  const { default: webPush } = await import("web-push");
  const { title, text, taskId } = notice;
  const details = webPush.generateRequestDetails(
    { endpoint, keys },
    JSON.stringify({ title, text, task_id: taskId, tag: notice.id }),
    { TTL: pushSeconds, urgency: "high", vapidDetails: { subject, ...(await vapidKeys()) } },
  );
  const headers = Object.fromEntries(
    Object.entries(details.headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
  delete headers["content-length"];
  return { url: details.endpoint, headers, body: details.body ?? "" };
}
