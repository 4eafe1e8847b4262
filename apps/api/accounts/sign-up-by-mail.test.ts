import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi } from "../testing.ts";
import { type Mailbox, startMailbox } from "./mailbox.fixture.ts";

const origin = "http://tasks.example";
const password = "a password of some length";
let mailbox: Mailbox;
let api: TestApi;
beforeAll(async () => {
  mailbox = await startMailbox();
  api = await startTestApi({ SMTP_URL: mailbox.url, PUBLIC_URL: origin });
});
afterAll(async () => {
  await api.close();
  await mailbox.close();
});

function post(path: string, payload: object) {
  return api.app.inject({ method: "POST", url: `/api/auth${path}`, payload });
}

const signUp = (email: string, fields: object = {}) =>
  post("/sign-up/email", { name: "Grace", email, password, ...fields });
const signIn = (email: string, word = password) =>
  post("/sign-in/email", { email, password: word });
const mailsTo = (email: string) => mailbox.mails.filter(({ to }) => to === email);

/** The mail to this address with this subject, once it is there. */
async function mailOf(email: string, subject: string): Promise<string> {
  const find = () => mailsTo(email).findLast((mail) => mail.subject === subject)?.text;
  await expect.poll(find).toBeDefined();
  return find() ?? "";
}

/** Opens the link of a mail; answers where it leads. */
async function open(mail: string): Promise<string> {
  const link = /http:\/\/tasks\.example(\/api\/auth\/\S+)/.exec(mail)?.[1] ?? "";
  const answer = await api.app.inject({ url: link });
  expect(answer.statusCode).toBe(302);
  return String(answer.headers.location);
}

test("an account is made when the link is opened, once, with a verified address", async () => {
  const email = "grace@example.org";
  const asked = await signUp("Grace@Example.org", { time_zone: "Asia/Tokyo" });
  expect(asked.statusCode).toBe(200);
  expect(asked.json()).toMatchObject({ token: null, user: { email, emailVerified: false } });
  expect(asked.headers["set-cookie"]).toBeUndefined();
  expect((await signIn(email)).statusCode).toBe(401);

  const mail = await mailOf(email, "Confirm your address");
  expect(await open(mail)).toBe("/sign-in?confirmed");
  expect(await open(mail)).toBe("/sign-in?error=invalid_token");
  const signedIn = await signIn(email);
  expect(signedIn.statusCode).toBe(200);
  const cookie = signedIn.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`);
  const me = await api.app.inject({ url: "/api/v1/me", headers: { cookie: cookie.join("; ") } });
  expect(me.json()).toMatchObject({ name: "Grace", email, time_zone: "Asia/Tokyo" });
  const { rows } = await api.pool.query("select email_verified from users where email = $1", [
    email,
  ]);
  expect(rows).toEqual([{ email_verified: true }]);
});

test("the answer does not tell whether somebody has the address; a mail does", async () => {
  const known = await signUp(api.ann.email);
  const unknown = await signUp("nobody-yet@example.org");
  expect(known.statusCode).toBe(unknown.statusCode);
  const shape = (value: unknown): unknown =>
    typeof value === "object" && value !== null
      ? Object.entries(value).map(([key, inner]) => [key, shape(inner)])
      : typeof value;
  expect(shape(known.json())).toEqual(shape(unknown.json()));
  expect(Object.keys(known.headers)).toEqual(Object.keys(unknown.headers));
  const mail = await mailOf(api.ann.email, "You have an account already");
  expect(mail).toContain(`${origin}/forgot-password`);
  expect((await signIn(api.ann.email)).statusCode).toBe(401);
  expect((await signIn(api.ann.email, api.ann.password)).statusCode).toBe(200);
});

test("whoever asks first with somebody else's address holds nothing of it", async () => {
  const email = "victim@example.org";
  await signUp(email, { password: "the password of a stranger" });
  const strangers = await mailOf(email, "Confirm your address");
  await signUp(email);
  await expect.poll(() => mailsTo(email).length).toBe(2);
  const own = mailsTo(email).find(({ text }) => text !== strangers)?.text ?? "";
  expect(await open(own)).toBe("/sign-in?confirmed");
  expect(await open(strangers)).toBe("/sign-in?error=address_taken");
  expect((await signIn(email)).statusCode).toBe(200);
  expect((await signIn(email, "the password of a stranger")).statusCode).toBe(401);
});

test("nobody's mailbox is filled: six mails an hour, whoever asks for whatever", async () => {
  const email = "flooded@example.org";
  await signUp(email);
  const mail = await mailOf(email, "Confirm your address");
  await open(mail);
  const answers = [];
  for (let round = 0; round < 10; round += 1) answers.push(await signUp(email));
  for (let round = 0; round < 3; round += 1) await post("/request-password-reset", { email });
  expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(10).fill(200));
  await signUp("after@example.org");
  await mailOf("after@example.org", "Confirm your address");
  // Of sign-ups; links to a new password are counted apart.
  const { length } = mailsTo(email).filter(({ subject }) => subject !== "Choose a new password");
  expect(length).toBe(6);
  await mailOf(email, "Choose a new password");
});

test.each([
  ["INVALID_EMAIL", { email: "no address" }],
  ["PASSWORD_TOO_SHORT", { password: "short" }],
  ["PASSWORD_TOO_LONG", { password: "x".repeat(129) }],
  ["VALIDATION_ERROR", { time_zone: "Moon/Base" }],
  ["VALIDATION_ERROR", { name: 7 }],
])("what is wrong with a sign-up is said at once: %s", async (code, fields) => {
  const answer = await signUp("fine@example.org", fields);
  expect(answer.statusCode).toBe(400);
  expect(answer.json()).toMatchObject({ code });
  expect(mailsTo("fine@example.org")).toEqual([]);
});

test("e-mail is a channel for verified addresses alone, and who has none is mailed a link", async () => {
  const old = await api.signUp("old");
  await api.pool.query("update users set email_verified = false where id = $1", [old.id]);
  expect((await signIn(old.email, old.password)).statusCode).toBe(200);
  const refused = await old.request("POST", "/channels", { kind: "email" });
  expect(refused.statusCode).toBe(409);
  expect(refused.json().detail).toContain("not verified yet");
  expect(await open(await mailOf(old.email, "Verify your address"))).toBe("/settings");
  expect((await old.request("POST", "/channels", { kind: "email" })).statusCode).toBe(201);
});

test("tests of channels are counted by their user", async () => {
  const tester = await api.signUp("tester");
  const channel = { kind: "webhook", url: "https://hooks.example.org/x" };
  const { id } = (await tester.request("POST", "/channels", channel)).json();
  const statuses = [];
  for (let round = 0; round < 21; round += 1) {
    statuses.push((await tester.request("POST", `/channels/${id}/test`)).statusCode);
  }
  expect(statuses).toEqual([...Array(20).fill(200), 429]);
});
