import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { cookiePrefix, readCookie } from "@pakaura/accounts/session-cookie";

const lifetimeSeconds = 365 * 24 * 60 * 60;

/** Of what this device is known by. Another purpose of the secret has another word before it. */
function sign(secret: string, text: string): string {
  return createHmac("sha256", secret).update(`device cookie ${text}`).digest("base64url");
}

/** People who share a browser each have one. The name tells nobody whose it is. */
function nameOf(secret: string, userId: string): string {
  return `${cookiePrefix}.device_${sign(secret, userId).slice(0, 16)}`;
}

function equals(left: string, right: string): boolean {
  const [one, other] = [Buffer.from(left), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/**
 * The number of a device on which this user signed in before, or null for a stranger's
 * (https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies). It opens nothing:
 * it only has its tries counted apart.
 */
export function readDevice(
  cookieHeader: string | undefined,
  context: { secret: string; userId: string; now: number },
): string | null {
  const { secret, userId, now } = context;
  const value = readCookie(cookieHeader ?? "", nameOf(secret, userId)) ?? "";
  const [device = "", until = "", signature = ""] = value.split(".");
  if (!equals(signature, sign(secret, `${userId} ${device} ${until}`))) return null;
  return Number(until) > now ? device : null;
}

/** The `Set-Cookie` by which this device is known to the user's account for a year. */
export function deviceCookie(context: {
  secret: string;
  userId: string;
  now: number;
  isSecure: boolean;
}): string {
  const { secret, userId, now, isSecure } = context;
  const device = randomBytes(12).toString("base64url");
  const until = String(now + lifetimeSeconds * 1_000);
  const value = `${device}.${until}.${sign(secret, `${userId} ${device} ${until}`)}`;
  const attributes = `Max-Age=${lifetimeSeconds}; Path=/api/auth; HttpOnly; SameSite=Lax`;
  return `${nameOf(secret, userId)}=${value}; ${attributes}${isSecure ? "; Secure" : ""}`;
}
