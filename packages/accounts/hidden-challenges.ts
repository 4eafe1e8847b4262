import { randomInt, randomUUID } from "node:crypto";
import type pg from "pg";
import { cookiePrefix, readSignedCookie, signCookie } from "./session-cookie.ts";

/**
 * What a challenge for the second factor is: `open` as better-auth makes it; `hidden` when its maker must not
 * learn that the password was right; `decoy` when it was wrong, and no code will open anything.
 */
export type ChallengeState = "open" | "hidden" | "decoy";

export type HiddenChallenges = {
  /**
   * The answer to a sign-in of somebody with a second factor, the same whether the password was right or not:
   * that the code is asked for. `answer` is better-auth's.
   */
  hide: (sign: { userId: string; answer: Response; isSecure: boolean }) => Promise<Response>;
  stateOf: (challenge: string) => Promise<ChallengeState>;
};

// In better-auth's form, so that its routes take a decoy for one of theirs.
const lifetimeSeconds = 600;
const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const newChallenge = (): string =>
  `2fa-${Array.from({ length: 20 }, () => letters[randomInt(letters.length)]).join("")}`;
const askForCode = { twoFactorRedirect: true, twoFactorMethods: ["totp"] };

const insert = `
  insert into verifications (id, identifier, value, expires_at)
  select id, identifier, value, $4 from unnest($1::uuid[], $2::text[], $3::text[]) as row (id, identifier, value)`;

/** Challenges that do not tell whether the password before them was right. */
export function createHiddenChallenges(context: {
  pool: pg.Pool;
  secret: string;
}): HiddenChallenges {
  const { pool, secret } = context;

  async function keep(rows: [identifier: string, value: string][]): Promise<void> {
    const ids = rows.map(() => randomUUID());
    const expiresAt = new Date(Date.now() + lifetimeSeconds * 1_000);
    const [identifiers, values] = [rows.map(([one]) => one), rows.map(([, one]) => one)];
    await pool.query(insert, [ids, identifiers, values, expiresAt]);
  }

  async function makeDecoy(userId: string): Promise<string> {
    const challenge = newChallenge();
    await keep([
      [challenge, userId],
      [`2fa-attempts-${challenge}`, "0"],
      [`hidden-${challenge}`, "decoy"],
    ]);
    return challenge;
  }

  return {
    hide: async ({ userId, answer, isSecure }) => {
      const right = challengeOf(answer, secret);
      // Whatever says nothing of the password, and somebody on a device that needs no code.
      if (right === null && answer.status !== 401 && answer.status !== 403) return answer;
      if (right !== null) await keep([[`hidden-${right}`, "hidden"]]);
      return asked(right ?? (await makeDecoy(userId)), { secret, isSecure });
    },
    stateOf: async (challenge) => {
      const { rows } = await pool.query<{ value: string }>(
        "select value from verifications where identifier = $1",
        [`hidden-${challenge}`],
      );
      const value = rows[0]?.value;
      return value === "hidden" || value === "decoy" ? value : "open";
    },
  };
}

/** The challenge that better-auth made for a right password. */
function challengeOf({ headers }: Response, secret: string): string | null {
  const cookies = headers.getSetCookie().map((cookie) => cookie.split(";", 1)[0] ?? "");
  return readSignedCookie(cookies.join("; "), { name: "two_factor", secret });
}

/** As better-auth answers: without the session that the browser had, and with the challenge. */
function asked(challenge: string, { secret, isSecure }: { secret: string; isSecure: boolean }) {
  const prefix = `${isSecure ? "__Secure-" : ""}${cookiePrefix}`;
  const attributes = `Path=/; HttpOnly;${isSecure ? " Secure;" : ""} SameSite=Lax`;
  const answer = Response.json(askForCode);
  for (const name of ["session_token", "session_data"]) {
    answer.headers.append("set-cookie", `${prefix}.${name}=; Max-Age=0; ${attributes}`);
  }
  const value = signCookie(challenge, secret);
  const cookie = `${prefix}.two_factor=${value}; Max-Age=${lifetimeSeconds}; ${attributes}`;
  answer.headers.append("set-cookie", cookie);
  return answer;
}
