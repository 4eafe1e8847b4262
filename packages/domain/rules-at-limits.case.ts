const everyHour = Array.from({ length: 24 }, (_, hour) => hour).join(",");
const dense = `BYHOUR=${everyHour};BYMINUTE=0,15,30,45`;

/** Rules that take the longest walks which the limits let through: dense ones, rare ones, and such without any date. */
export const rulesAtLimits: [rrule: string, startsAt: string][] = [
  [`FREQ=DAILY;UNTIL=20000101T000000Z;${dense}`, "1970-01-01T00:00:00.000Z"],
  [`FREQ=DAILY;${dense}`, "1970-01-01T00:00:00.000Z"],
  [`FREQ=YEARLY;INTERVAL=20;BYDAY=MO,TU,WE,TH,FR,SA,SU;${dense}`, "2005-01-01T00:00:00.000Z"],
  [`FREQ=DAILY;COUNT=10000;${dense}`, "2026-06-01T00:00:00.000Z"],
  ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "2026-01-01"],
  ["FREQ=DAILY;INTERVAL=28;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO", "1970-01-01"],
  ["FREQ=DAILY;INTERVAL=999;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO", "1970-01-01"],
  ["FREQ=DAILY;INTERVAL=7;BYDAY=TU", "1970-01-01"],
  ["FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO;BYMONTH=1;BYMONTHDAY=3", "1970-01-01"],
];
