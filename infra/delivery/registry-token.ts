import { z } from "zod";
import { Refused } from "./refused.ts";

const tokenSchema = z.object({ token: z.string().optional(), access_token: z.string().optional() });
const parameterPattern = /(\w+)="([^"]*)"/g;

/** Name and password in base64, as in the header `Authorization: Basic`. Null where nobody signed in. */
export type Login = string | null;

/**
 * What the header `Authorization` has to be after a registry answered 401: the login itself, or a token that it gets by that
 * (https://distribution.github.io/distribution/spec/auth/token/).
 */
export async function tokenFor(challenged: Response, login: Login): Promise<string> {
  const challenge = challenged.headers.get("www-authenticate") ?? "";
  const basic = login === null ? undefined : `Basic ${login}`;
  if (/^basic\b/i.test(challenge) && basic !== undefined) return basic;
  const parameters = new Map(
    [...challenge.matchAll(parameterPattern)].map(([, name = "", value = ""]) => [name, value]),
  );
  const realm = parameters.get("realm");
  if (!/^bearer\b/i.test(challenge) || realm === undefined)
    throw new Refused(`The registry wants a login: ${challenge}`);
  const url = new URL(realm);
  for (const name of ["service", "scope"])
    if (parameters.has(name)) url.searchParams.set(name, parameters.get(name) ?? "");
  const answer = await fetch(url, basic === undefined ? {} : { headers: { authorization: basic } });
  const token = answer.ok ? tokenSchema.parse(await answer.json()) : {};
  const value = token.token ?? token.access_token;
  if (value === undefined) throw new Refused(`${url.origin} gave no token: ${answer.status}`);
  return `Bearer ${value}`;
}
