/** Who makes a request: a signed-in session, or a personal access token. */
export type Principal = {
  userId: string;
  kind: "session" | "token";
  /** The id of the session or token. */
  id: string;
  /** The name that the user gave the token. */
  tokenName?: string;
  /** A session may do everything that a token of scope `write` may. */
  scope: "read" | "write";
  /** IANA name. */
  timeZone: string;
  weekStart: "monday" | "saturday" | "sunday";
  defaultReminderLeadMinutes: number | null;
  /** When it ends by itself (milliseconds since the epoch); null for never. */
  expiresAtMs: number | null;
};
