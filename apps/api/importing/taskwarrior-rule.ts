const named = new Map([
  ["daily", "FREQ=DAILY"],
  ["day", "FREQ=DAILY"],
  ["weekdays", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"],
  ["weekly", "FREQ=WEEKLY"],
  ["sennight", "FREQ=WEEKLY"],
  ["biweekly", "FREQ=WEEKLY;INTERVAL=2"],
  ["fortnight", "FREQ=WEEKLY;INTERVAL=2"],
  ["monthly", "FREQ=MONTHLY"],
  ["bimonthly", "FREQ=MONTHLY;INTERVAL=2"],
  ["quarterly", "FREQ=MONTHLY;INTERVAL=3"],
  ["semiannual", "FREQ=MONTHLY;INTERVAL=6"],
  ["annual", "FREQ=YEARLY"],
  ["yearly", "FREQ=YEARLY"],
  ["biannual", "FREQ=YEARLY;INTERVAL=2"],
  ["biyearly", "FREQ=YEARLY;INTERVAL=2"],
]);
const counted =
  /^p?(?<count>\d{1,3})?\s*(?:(?<day>d|days?)|(?<week>w|wks?|weeks?)|(?<month>m|mo|mos|mths?|months?)|(?<quarter>q|qtrs?|quarters?)|(?<year>y|yrs?|years?))$/u;
const units = [
  ["day", "DAILY", 1],
  ["week", "WEEKLY", 1],
  ["month", "MONTHLY", 1],
  ["quarter", "MONTHLY", 3],
  ["year", "YEARLY", 1],
] as const;

/** The rule of a period of Taskwarrior ("weekly", "2wks", "P1M"); null for any other, and for parts of a day. */
export function taskwarriorRule(recur: string): string | null {
  const text = recur.trim().toLowerCase();
  const known = named.get(text);
  if (known !== undefined) return known;
  const groups = counted.exec(text)?.groups ?? {};
  const unit = units.find(([name]) => groups[name] !== undefined);
  if (unit === undefined) return null;
  const [, frequency, times] = unit;
  return `FREQ=${frequency};INTERVAL=${Number(groups["count"] ?? 1) * times}`;
}
