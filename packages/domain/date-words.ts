const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A due date in words: "25 Nov 2026", or "25 Nov 2026, 09:00 UTC" for an instant. */
export function dateWords(dueDate: string): string {
  const day = Number(dueDate.slice(8, 10));
  const month = months[Number(dueDate.slice(5, 7)) - 1] ?? "";
  const date = `${day} ${month} ${dueDate.slice(0, 4)}`;
  return dueDate.length > 10 ? `${date}, ${dueDate.slice(11, 16)} UTC` : date;
}

const instantWords = new RegExp(
  `\\b(\\d{1,2}) (${months.join("|")}) (\\d{4}), (\\d\\d:\\d\\d) UTC`,
  "g",
);

/** A text in which `inZone` says the instants that `dateWords` wrote, as its reader's clock shows them. */
export function sayInstants(text: string, inZone: (instant: string) => string): string {
  return text.replace(
    instantWords,
    (words, day: string, month: string, year: string, time: string) => {
      const number = String(months.indexOf(month) + 1).padStart(2, "0");
      const epochMs = Date.parse(`${year}-${number}-${day.padStart(2, "0")}T${time}:00.000Z`);
      return Number.isNaN(epochMs) ? words : inZone(new Date(epochMs).toISOString());
    },
  );
}

/** A length of time in words, in the largest unit that divides it: "30 minutes", "1 hour", "2 days". */
export function minutesWords(minutes: number): string {
  if (minutes > 0 && minutes % 1440 === 0) return plural(minutes / 1440, "day");
  if (minutes > 0 && minutes % 60 === 0) return plural(minutes / 60, "hour");
  return plural(minutes, "minute");
}

function plural(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
