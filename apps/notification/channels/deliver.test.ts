import { createECDH, createHmac, randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { createMailer } from "@pakaura/accounts/mail";
import type { ChannelTarget } from "@pakaura/contract/channel";
import { firedReminder } from "@pakaura/contract/fired-reminder.fixture";
import { createSharedLimit } from "@pakaura/database/shared-limit";
import { createTestDatabase, type TestDatabase } from "@pakaura/database/test-database";
import { insertUser } from "@pakaura/database/test-fixtures";
import { readVapidKeys } from "@pakaura/database/vapid-keys";
import { createEmbeddedPlatform } from "@pakaura/platform/embedded/create-platform";
import { createLogger } from "@pakaura/service/logging";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { AppReceipts } from "./app-receipts.ts";
import { type ChannelContext, deliver, deliverFired, deliverTest } from "./deliver.ts";
import { type Delivery, deliverySchema } from "./delivery.ts";
import { deliverGathered } from "./gather-late.ts";

type Notice = Delivery["notice"];

type Taken = { headers: IncomingHttpHeaders; body: Buffer };

let database: TestDatabase;
let server: Server;
let url: string;
let taken: Taken[] = [];
let status = 204;
let user: string;

beforeAll(async () => {
  database = await createTestDatabase();
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      taken.push({ headers: request.headers, body: Buffer.concat(chunks) });
      response.writeHead(status).end();
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/hook`;
});
afterAll(async () => {
  server.close();
  await database.drop();
});
beforeEach(async () => {
  user = await insertUser(database.pool);
  taken = [];
  status = 204;
});

/** Few enough to be used up. */
const mailsPerHour = 3;

const nobody: AppReceipts = {
  isOpen: async () => false,
  of: async () => ({ shown: [], seen: [] }),
};

function contextOf({ allowPrivate = true } = {}): ChannelContext {
  const { pool } = database;
  const log = createLogger("test", "silent");
  const platform = createEmbeddedPlatform({ pool, url: database.url, log, secrets: {} });
  const { jobs, state } = platform.forService("notification-service");
  const vapidKeys = () => readVapidKeys(pool);
  const subject = "mailto:a@example.org";
  const mailLimit = createSharedLimit({
    pool,
    name: "reminder-mail",
    points: mailsPerHour,
    periodSeconds: 3_600,
  });
  const senders = { sendMail: null, vapidKeys, subject, allowPrivate };
  return { pool, jobs, state, senders, mailLimit, app: nobody };
}

async function addChannel(target: ChannelTarget): Promise<string> {
  const id = randomUUID();
  await database.pool.query(
    "insert into notification_channels (id, user_id, kind, name, target) values ($1, $2, $3, 'x', $4)",
    [id, user, target.kind, target],
  );
  return id;
}
const secret = `whsec_${randomBytes(32).toString("base64")}`;
const addWebhook = () => addChannel({ kind: "webhook", url, secret });

async function stateOf(id: string) {
  const { rows } = await database.pool.query<{ last_error: string | null; is_enabled: boolean }>(
    "select last_error, is_enabled from notification_channels where id = $1",
    [id],
  );
  return rows[0];
}
/** The deliveries that wait, with the seconds until then, to ten; taking them is firing them. */
async function takeJobs(channelId: string) {
  const { rows } = await database.pool.query<{ data: never; seconds: number }>(
    `delete from graphile_worker._private_jobs where key like '%' || $1 || '%'
     returning payload->'data' as data, (10 * round(extract(epoch from run_at - now()) / 10))::int as seconds`,
    [channelId],
  );
  return rows;
}

const fired = (given: { title?: string; isLate?: boolean } = {}) =>
  firedReminder(user, { dueDate: "2026-11-24T10:30:00.000Z", ...given });

test("a webhook gets a signed request, once, however often the event is delivered", async () => {
  const context = contextOf();
  const id = await addWebhook();
  const event = fired();
  await deliverFired(context, event);
  await deliverFired(context, event);
  const jobs = await takeJobs(id);
  expect(jobs).toHaveLength(1);
  for (const { data } of jobs) await deliver(context, data);
  await deliverFired(context, event);
  for (const { data } of await takeJobs(id)) await deliver(context, data);

  expect(taken).toHaveLength(1);
  const { headers, body } = taken[0] ?? { headers: {}, body: Buffer.of() };
  expect(headers["webhook-id"]).toBe(event.id);
  const signed = `${event.id}.${String(headers["webhook-timestamp"])}.${body.toString()}`;
  const key = Buffer.from(secret.slice(6), "base64");
  const signature = createHmac("sha256", key).update(signed).digest("base64");
  expect(headers["webhook-signature"]).toBe(`v1,${signature}`);
  expect(JSON.parse(body.toString())).toMatchObject({
    type: "reminder.fired",
    data: { task_title: "Water the plants" },
  });
});

test("a delivery that fails is tried again later, with its error shown until it succeeds", async () => {
  const context = contextOf();
  const id = await addWebhook();
  status = 500;
  await deliverFired(context, fired());
  const [first] = await takeJobs(id);
  if (first) await deliver(context, first.data);
  expect(await stateOf(id)).toEqual({ last_error: "It answered 500", is_enabled: true });
  const [second] = await takeJobs(id);
  expect(second?.seconds).toBe(10);
  status = 200;
  if (second) await deliver(context, second.data);
  expect(await stateOf(id)).toEqual({ last_error: null, is_enabled: true });
  expect(await takeJobs(id)).toEqual([]);
});

test("a delivery that fails for a day is given up", async () => {
  const context = contextOf();
  const id = await addWebhook();
  status = 503;
  const event = fired();
  await deliverFired(context, event);
  const pauses: number[] = [];
  for (let jobs = await takeJobs(id); jobs[0]; jobs = await takeJobs(id)) {
    pauses.push(jobs[0].seconds);
    await deliver(context, jobs[0].data);
  }
  expect(pauses).toEqual([0, 10, 60, 300, 900, 3_600, 14_400, 43_200]);
  expect(taken).toHaveLength(8);
});

test("a browser gets an encrypted message, and is turned off once it is gone", async () => {
  const context = contextOf();
  const curve = createECDH("prime256v1");
  const keys = {
    p256dh: curve.generateKeys("base64url"),
    auth: randomBytes(16).toString("base64url"),
  };
  const id = await addChannel({ kind: "web_push", endpoint: url, keys });
  await deliverTest(context, id);
  expect(await stateOf(id)).toEqual({ last_error: null, is_enabled: true });
  const { headers, body } = taken[0] ?? { headers: {}, body: Buffer.of() };
  expect(headers).toMatchObject({ "content-encoding": "aes128gcm", urgency: "high" });
  const { publicKey } = await readVapidKeys(database.pool);
  expect(headers.authorization).toMatch(new RegExp(`^vapid t=.+, k=${publicKey}$`));
  expect(body.toString()).not.toContain("Reminders will come here");

  status = 410;
  await deliverTest(context, id);
  expect(await stateOf(id)).toEqual({ last_error: "It answered 410", is_enabled: false });
});

test("an e-mail reaches the mail server, and its refusal is shown", async () => {
  const mails: string[] = [];
  let isRefusing = false;
  const mailServer = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onMailFrom: (_address, _session, done) => done(isRefusing ? new Error("not today") : null),
    onData: (stream, _session, done) => {
      let mail = "";
      stream.on("data", (chunk: Buffer) => (mail += chunk.toString()));
      stream.on("end", () => {
        mails.push(mail);
        done();
      });
    },
  });
  mailServer.listen(0, "127.0.0.1");
  await once(mailServer.server, "listening");
  const address = mailServer.server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const context = contextOf();
  context.senders.sendMail = createMailer({
    smtpUrl: `smtp://127.0.0.1:${port}`,
    from: "Pakaura <pakaura@example.org>",
  });
  const mailbox = "ann@example.org";
  await database.pool.query("update users set email = $2, email_verified = true where id = $1", [
    user,
    mailbox,
  ]);
  const id = await addChannel({ kind: "email", address: mailbox });
  await deliverFired(context, fired());
  for (const { data } of await takeJobs(id)) await deliver(context, data);
  expect(mails).toHaveLength(1);
  expect(mails[0]).toMatch(/^Subject: Reminder: Water the plants\r$/m);
  expect(mails[0]).toMatch(/^To: ann@example.org\r$/m);
  expect(await stateOf(id)).toEqual({ last_error: null, is_enabled: true });

  // Nothing that somebody calls a task is a header, or another subject.
  const odd = fired({ title: `a\r\nBcc: eve@example.org\u202e${"x".repeat(400)}` });
  await deliverFired(context, odd);
  for (const { data } of await takeJobs(id)) await deliver(context, data);
  const [, header = ""] = /^([^]*?)\r\n\r\n/.exec(mails[1] ?? "") ?? [];
  expect(header).toContain("Subject: Reminder: a");
  expect(header).not.toMatch(/^Bcc:/m);
  expect(header.replace(/\r\n /g, "").length).toBeLessThan(800);

  isRefusing = true;
  await deliverTest(context, id);
  expect((await stateOf(id))?.last_error).toContain("not today");

  // Three an hour are all that goes to one address here.
  isRefusing = false;
  await deliverTest(context, id);
  expect((await stateOf(id))?.last_error).toBe("Too many mails within an hour");
  await database.pool.query("update users set email_verified = false where id = $1", [user]);
  await deliverTest(context, id);
  expect((await stateOf(id))?.last_error).toBe("The address is not verified");
  expect(mails).toHaveLength(2);
  await new Promise<void>((resolve) => mailServer.close(resolve));
});

test("a person who has seen it in the app is not told again, while a program is told at once", async () => {
  const context = contextOf();
  const event = fired();
  context.app = {
    isOpen: async (userId) => userId === user,
    of: async (userId, ids) => ({ shown: [], seen: userId === user ? [...ids] : [] }),
  };
  const mailbox = await addChannel({ kind: "email", address: "ann@example.org" });
  const webhook = await addWebhook();
  await deliverFired(context, event);
  const [toProgram] = await takeJobs(webhook);
  if (toProgram) await deliver(context, toProgram.data);
  expect(taken).toHaveLength(1);
  for (let time = 0; time < 2; time += 1) {
    const [toPerson] = await takeJobs(mailbox);
    if (toPerson) await deliver(context, toPerson.data);
    await deliverFired(context, event);
  }
  // Nothing was tried: this installation sends no mail, and would have said so.
  expect(await stateOf(mailbox)).toEqual({ last_error: null, is_enabled: true });
});

/** What a channel is to be told once the late reminders are gathered. */
async function gathered(context: ChannelContext, channelId: string): Promise<Notice[]> {
  await deliverGathered(context, { channel_id: channelId, user_id: user });
  const jobs: { data: unknown }[] = await takeJobs(channelId);
  return jobs.flatMap(({ data }) => {
    const delivery = deliverySchema.safeParse(data);
    return delivery.success ? [delivery.data.notice] : [];
  });
}

test("reminders that come late together are one message to a person, once, and each of them to a program", async () => {
  const context = contextOf();
  const mailbox = await addChannel({ kind: "email", address: "ann@example.org" });
  const webhook = await addWebhook();
  const events = Array.from({ length: 22 }, (_, index) =>
    fired({ title: `Task ${index + 1}`, isLate: true }),
  );
  for (const event of [...events, ...events]) await deliverFired(context, event);

  const [message, ...others] = await gathered(context, mailbox);
  expect(others).toEqual([]);
  expect(message?.title).toBe("22 reminders came late");
  expect(message?.text).toMatch(/^• Task 1\n• Task 2\n[^]*• Task 20\nand 2 more$/);
  expect(await takeJobs(webhook)).toHaveLength(22);

  for (const event of events.toReversed()) await deliverFired(context, event);
  expect(await gathered(context, mailbox)).toEqual([]);
});

test("of late reminders that are the first at the same time none is lost", async () => {
  const context = contextOf();
  const mailbox = await addChannel({ kind: "email", address: "ann@example.org" });
  const { state } = context;
  const both = Promise.withResolvers<null>();
  let readers = 0;
  // Both have read that nothing is gathered before either of them writes.
  context.state = {
    ...state,
    get: async (key) => {
      const found = await state.get<never>(key);
      if (!key.startsWith("late-") || found !== null) return found;
      readers += 1;
      if (readers === 2) both.resolve(null);
      return both.promise;
    },
  };
  const events = ["Task 1", "Task 2"].map((title) => fired({ title, isLate: true }));
  await Promise.all(events.map((event) => deliverFired(context, event)));
  const [message] = await gathered({ ...context, state }, mailbox);
  expect(message?.title).toBe("2 reminders came late");
});

test("late reminders that were seen in the app are left out of that message", async () => {
  const context = contextOf();
  const mailbox = await addChannel({ kind: "email", address: "ann@example.org" });
  const events = [1, 2, 3].map((number) => fired({ title: `Task ${number}`, isLate: true }));
  const seen = events.slice(0, 2).map(({ id }) => id);
  context.app = { isOpen: async () => true, of: async () => ({ shown: [], seen }) };
  for (const event of events) await deliverFired(context, event);
  expect(await gathered(context, mailbox)).toMatchObject([{ title: "Task 3" }]);
  for (const event of events.slice(0, 2)) await deliverFired(context, event);
  expect(await gathered(context, mailbox)).toEqual([]);
});

test("a late reminder that comes alone is told as it is", async () => {
  const context = contextOf();
  const mailbox = await addChannel({ kind: "email", address: "ann@example.org" });
  const event = fired({ isLate: true });
  await deliverFired(context, event);
  expect(await gathered(context, mailbox)).toMatchObject([
    { id: event.id, title: "Water the plants", text: "Reminder, late" },
  ]);
});

test("no address of a private network is connected to, unless the operator allows it", async () => {
  const id = await addWebhook();
  await deliverTest(contextOf({ allowPrivate: false }), id);
  expect(taken).toEqual([]);
  expect((await stateOf(id))?.last_error).toContain("private network");
});

test("a channel that is off, or gone, gets nothing", async () => {
  const context = contextOf();
  const id = await addWebhook();
  await database.pool.query("update notification_channels set is_enabled = false where id = $1", [
    id,
  ]);
  await deliverFired(context, fired());
  await deliverTest(context, id);
  await deliverTest(context, randomUUID());
  expect(taken).toEqual([]);
});
