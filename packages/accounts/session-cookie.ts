import { createHmac, timingSafeEqual } from "node:crypto";

/** Before the names of our cookies: cookies of `localhost` are shared by every port. */
export const cookiePrefix = "pakaura";

/** The session token of a `Cookie` header, or null when there is none or its signature is wrong. */
export function readSessionToken(cookieHeader: string | undefined, secret: string): string | null {
  return readSignedCookie(cookieHeader, { name: "session_token", secret });
}

/**
 * What better-auth signed into a cookie of ours, or null when it is not there or its signature is wrong. The
 * form is `encodeURIComponent(value + "." + base64(HMAC-SHA256(value, secret)))`.
 */
export function readSignedCookie(
  cookieHeader: string | undefined,
  { name, secret }: { name: "session_token" | "two_factor"; secret: string },
): string | null {
  if (cookieHeader === undefined) return null;
  // Set over HTTPS, and over plain HTTP. The first one that is there counts.
  for (const prefix of ["__Secure-", ""]) {
    const value = readCookie(cookieHeader, `${prefix}${cookiePrefix}.${name}`);
    if (value !== null) return verify(value, secret);
  }
  return null;
}

/** The value of a cookie in a `Cookie` header, decoded; null when it is not there or cannot be decoded. */
export function readCookie(header: string, name: string): string | null {
  for (const pair of header.split(";")) {
    const equals = pair.indexOf("=");
    if (equals === -1 || pair.slice(0, equals).trim() !== name) continue;
    try {
      return decodeURIComponent(pair.slice(equals + 1).trim());
    } catch {
      return null;
    }
  }
  return null;
}

/** The value of a cookie that better-auth takes for one that it signed itself. */
export function signCookie(value: string, secret: string): string {
  return encodeURIComponent(`${value}.${signatureOf(value, secret)}`);
}

function signatureOf(value: string, secret: string): string {
  return createHmac("sha256", secret).update(value).digest("base64");
}

function verify(value: string, secret: string): string | null {
  const dot = value.lastIndexOf(".");
  if (dot < 1) return null;
  const token = value.slice(0, dot);
  const given = Buffer.from(value.slice(dot + 1));
  const expected = Buffer.from(signatureOf(token, secret));
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  return token;
}
