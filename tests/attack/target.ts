import { ask, askPatiently, type Answer, cookiesOf, jsonOf, type Question } from "./ask.ts";

/** A running Pakaura, and what a stranger and an operator can do with it. */
export type Target = {
  url: string;
  form: "one process" | "stack";
  /** The process that answers; null where there are several, or it is not known. */
  pid: number | null;
  /** The internal listener; null where there is none that is reached from here. */
  internalUrl: string | null;
  /** Runs `npm run ops` for it; null where its data is not at hand. */
  operate: ((...words: string[]) => Promise<string>) | null;
};

export const password = "a battery, a horse and 9 staples";

/** Somebody who has signed up. */
export type Person = {
  email: string;
  cookie: string;
  token: string;
  /** By the token. */
  ask: (method: string, path: string, body?: unknown) => Promise<Answer>;
  /** By the session, as a page does. */
  askAuth: (path: string, body?: unknown, question?: Question) => Promise<Answer>;
};

let strangers = 0;

/** An address that nobody has come from yet: what others did wrong is not counted against it. */
export function newAddress(): string {
  strangers += 1;
  return `127.${1 + Math.floor(Math.random() * 250)}.${1 + (strangers >> 8)}.${strangers & 255}`;
}

export async function signUp(target: Target, name = "ann"): Promise<Person> {
  const { url } = target;
  const email = `${name}-${crypto.randomUUID().slice(0, 8)}@example.test`;
  const from = newAddress();
  const made = await askPatiently(url, "/api/auth/sign-up/email", {
    from,
    body: { name, email, password },
  });
  if (made.status !== 200) throw new Error(`sign-up answered ${made.status}: ${made.text}`);
  const cookie = cookiesOf(made);
  const body = { name: "attack" };
  const created = await askPatiently(url, "/api/v1/tokens", { from, headers: { cookie }, body });
  const token = String(jsonOf(created)["token"]);
  return {
    email,
    cookie,
    token,
    ask: (method, path, body) =>
      askPatiently(url, `/api/v1${path}`, {
        method,
        body,
        from,
        headers: { authorization: `Bearer ${token}` },
      }),
    askAuth: (path, body, question = {}) =>
      askPatiently(url, `/api/auth${path}`, {
        body,
        from,
        ...question,
        headers: { cookie, ...question.headers },
      }),
  };
}

/** Tries to sign in from an address. */
export function signIn(
  target: Target,
  email: string,
  given: string,
  question: Question = {},
): Promise<Answer> {
  const body = { email, password: given };
  return ask(target.url, "/api/auth/sign-in/email", { body, ...question });
}
