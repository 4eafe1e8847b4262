import { randomBytes } from "node:crypto";

const patienceMs = 30_000;

/** Somebody who signs up to see whether Pakaura works, and leaves again. */
export type Person = { name: string; email: string; password: string };

/** A new one each time, with a password that nobody else knows; `example.com` belongs to nobody (RFC 2606). */
export function newPerson(): Person {
  const id = randomBytes(6).toString("hex");
  const password = randomBytes(24).toString("base64url");
  return { name: "Smoke test", email: `smoke-test-${id}@example.com`, password };
}

/** Asks one thing; rejects, with what was asked and answered, unless the answer has this status. */
export async function ask(
  url: string,
  method: string,
  path: string,
  { status, cookie, body }: { status: number; cookie?: string; body?: object },
): Promise<Response> {
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: {
      origin: url,
      ...(cookie === undefined ? {} : { cookie }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(patienceMs),
  });
  if (answer.status === status) return answer;
  const said = (await answer.text()).slice(0, 300);
  throw new Error(`${method} ${path} answered ${answer.status} instead of ${status}: ${said}`);
}

/** Signs up or in; gives the cookie of the session. */
export async function enter(
  url: string,
  way: "sign-up" | "sign-in",
  person: Person,
): Promise<string> {
  const { name, email, password } = person;
  const body = way === "sign-up" ? { name, email, password } : { email, password };
  const answer = await ask(url, "POST", `/api/auth/${way}/email`, { status: 200, body });
  const cookies = answer.headers.getSetCookie().map((line) => line.split(";")[0]);
  await answer.body?.cancel();
  if (cookies.length === 0) throw new Error(`${way} gave no session`);
  return cookies.join("; ");
}
