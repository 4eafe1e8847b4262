import { m } from "../../messages/all-messages.ts";

const browsers: readonly (readonly [RegExp, string])[] = [
  [/Edg\//, "Edge"],
  [/OPR\//, "Opera"],
  [/Firefox\//, "Firefox"],
  [/Chrome\//, "Chrome"],
  [/Safari\//, "Safari"],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/iPhone|iPad/, "iOS"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS X|Macintosh/, "macOS"],
  [/Linux|CrOS/, "Linux"],
];

/** A user agent as a person would call it: "Firefox on Linux". */
export function deviceName(userAgent: string | null): string {
  const text = userAgent ?? "";
  const browser = browsers.find(([pattern]) => pattern.test(text))?.[1];
  const system = systems.find(([pattern]) => pattern.test(text))?.[1];
  if (browser && system) return m.settings.sessions.device(browser, system);
  return browser ?? system ?? (text.split(/[ /]/)[0] || m.settings.sessions.unknownDevice);
}

/** True for what fits into a hand. */
export function isPhone(userAgent: string | null): boolean {
  return /Mobile|Android|iPhone/.test(userAgent ?? "");
}
