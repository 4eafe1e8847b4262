import windowsZones from "cldr-core/supplemental/windowsZones.json" with { type: "json" };

/** The names of Windows, in lower case, with the IANA zone that each stands for in the world at large. */
const windowsNames = new Map(
  windowsZones.supplemental.windowsZones.mapTimezones
    .filter(({ mapZone }) => mapZone._territory === "001")
    .map(({ mapZone }) => [mapZone._other.toLowerCase(), mapZone._type]),
);
const maxLength = 200;
const offsetForm = /^(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d{2}))?$/iu;

/**
 * The IANA name of a time zone that a file names: its own; one behind a prefix, as libical and Mozilla write
 * it (`/mozilla.org/20050126_1/Europe/Berlin`); one of Windows (CLDR's table), of standard or of daylight
 * time; or an offset. Null for any other.
 */
export function ianaName(text: string): string | null {
  const name = text.trim();
  if (name === "" || name.length > maxLength) return null;
  return own(name) ?? windows(name) ?? behindPrefix(name) ?? fixed(name);
}

function own(name: string): string | null {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

function windows(name: string): string | null {
  const asked = name.toLowerCase();
  const standard = asked.replace(/ (?:daylight|summer) time$/u, " standard time");
  return windowsNames.get(asked) ?? windowsNames.get(standard) ?? null;
}

/** The longest end of the name that is one; a zone has three parts at most (America/Argentina/Ushuaia). */
function behindPrefix(name: string): string | null {
  if (!name.includes("/")) return null;
  const parts = name.split("/");
  for (const count of [3, 2, 1]) {
    const end = parts.slice(-count).join("/");
    const found = parts.length > count ? (own(end) ?? windows(end)) : null;
    if (found !== null) return found;
  }
  return null;
}

function fixed(name: string): string | null {
  const [, sign = "", hours = "", minutes = "00"] = offsetForm.exec(name) ?? [];
  return hours === "" ? null : own(`${sign}${hours.padStart(2, "0")}:${minutes}`);
}
