import { createdTokenSchema } from "@pakaura/contract/http";

/** A user with a session and a token on a running Pakaura. */
export type Account = {
  email: string;
  token: string;
  cookie: string;
  headers: Record<string, string>;
};

const password = "correct horse battery staple";

/** Signs up a new user and makes a personal access token. */
export async function signUp(url: string, name: string): Promise<Account> {
  const email = `${name}-${crypto.randomUUID().slice(0, 8)}@example.test`;
  const signedUp = await fetch(`${url}/api/auth/sign-up/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify({ name, email, password }),
  });
  if (!signedUp.ok)
    throw new Error(`sign-up answered ${signedUp.status}: ${await signedUp.text()}`);
  const cookie = signedUp.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  const created = await fetch(`${url}/api/v1/tokens`, {
    method: "POST",
    headers: { "content-type": "application/json", cookie, origin: url },
    body: JSON.stringify({ name: "test" }),
  });
  if (created.status !== 201) throw new Error(`POST /tokens answered ${created.status}`);
  const { token } = createdTokenSchema.parse(await created.json());
  return { email, token, cookie, headers: { authorization: `Bearer ${token}` } };
}
