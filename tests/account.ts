import { createdTokenSchema } from "@pakaura/contract/http";

/** A user with a session and a token on a running Pakaura. */
export type Account = {
  email: string;
  token: string;
  cookie: string;
  headers: Record<string, string>;
};

const password = "correct horse battery staple";
const mostTries = 30;

/** A busy machine may keep PostgreSQL from answering in time: asks again, after one that says whether it is ready. */
async function askPatiently(url: string, request: () => RequestInit): Promise<Response> {
  for (let tries = 1; ; tries += 1) {
    const answer = await fetch(url, { method: "POST", ...request() });
    if (answer.status !== 503 || tries === mostTries) return answer;
    await answer.body?.cancel();
    await fetch(new URL("/health/ready", url));
  }
}

/** Signs up a new user and makes a personal access token. */
export async function signUp(url: string, name: string): Promise<Account> {
  let email = "";
  const signedUp = await askPatiently(`${url}/api/auth/sign-up/email`, () => {
    // Another one each time: what was refused may have been done all the same.
    email = `${name}-${crypto.randomUUID().slice(0, 8)}@example.test`;
    return {
      headers: { "content-type": "application/json", origin: url },
      body: JSON.stringify({ name, email, password }),
    };
  });
  if (!signedUp.ok)
    throw new Error(`sign-up answered ${signedUp.status}: ${await signedUp.text()}`);
  const cookie = signedUp.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  const created = await askPatiently(`${url}/api/v1/tokens`, () => ({
    headers: { "content-type": "application/json", cookie, origin: url },
    body: JSON.stringify({ name: "test" }),
  }));
  if (created.status !== 201) throw new Error(`POST /tokens answered ${created.status}`);
  const { token } = createdTokenSchema.parse(await created.json());
  return { email, token, cookie, headers: { authorization: `Bearer ${token}` } };
}
