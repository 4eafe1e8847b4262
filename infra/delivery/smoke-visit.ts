import { ask, enter, newPerson, type Person } from "./smoke-person.ts";

/** Somebody who is signed in, and how they go. */
export type Visit = { person: Person; cookie: string; leave: () => Promise<void> };

async function post(url: string, path: string, cookie: string, body: object): Promise<void> {
  const answer = await ask(url, "POST", path, { status: 200, cookie, body });
  await answer.body?.cancel();
}

/** A new user, who takes everything along when leaving. */
export async function comeAsNewUser(url: string): Promise<Visit> {
  const person = newPerson();
  const cookie = await enter(url, "sign-up", person);
  return {
    person,
    cookie,
    leave: async () => {
      await post(url, "/api/auth/delete-user", cookie, { password: person.password });
      const gone = await ask(url, "GET", "/api/v1/me", { status: 401, cookie });
      await gone.body?.cancel();
    },
  };
}

/** Somebody who is known already: where a new account wants a mail to be opened, that is who can come at any time. */
export async function comeAsKnownUser(
  url: string,
  account: { email: string; password: string },
): Promise<Visit> {
  const person = { name: "", ...account };
  const cookie = await enter(url, "sign-in", person);
  return { person, cookie, leave: () => post(url, "/api/auth/sign-out", cookie, {}) };
}
