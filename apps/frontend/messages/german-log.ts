import type {
  LogWords,
  RecurrenceUnit,
  RecurrenceWords,
  ValueWords,
} from "@pakaura/domain/log-words";
import { isAllDay } from "@pakaura/domain/due-date";
import { formatDate, formatList, formatMinutes, formatNumber } from "./format.ts";

const units: Record<RecurrenceUnit, { each: string; many: string }> = {
  day: { each: "jeden Tag", many: "Tage" },
  week: { each: "jede Woche", many: "Wochen" },
  month: { each: "jeden Monat", many: "Monate" },
  year: { each: "jedes Jahr", many: "Jahre" },
  time: { each: "jedes Mal", many: "Male" },
};
const weekdays = { MO: "Mo", TU: "Di", WE: "Mi", TH: "Do", FR: "Fr", SA: "Sa", SU: "So" } as const;

/** Recurrences in German. */
export const germanRecurrence: RecurrenceWords = {
  every: (unit, interval) =>
    interval === 1 ? units[unit].each : `alle ${formatNumber(interval)} ${units[unit].many}`,
  onLastDay: " am letzten Tag",
  onDaysOfMonth: (days) => ` am ${formatList(days.map((day) => `${day}.`))}`,
  onDays: (days) => ` am ${formatList(days)}`,
  weekday: (day) => weekdays[day],
  nthWeekday: (day, position) => {
    if (position === -1) return `letzten ${weekdays[day]}`;
    return position < 0
      ? `${-position}.-letzten ${weekdays[day]}`
      : `${position}. ${weekdays[day]}`;
  },
  afterCompletion: "ab Erledigung",
  times: (count) => (count === 1 ? "einmal" : `${formatNumber(count)}-mal`),
  until: (day) => `bis ${dateWords(day)}`,
};

const priorities: Record<string, string> = {
  none: "keiner",
  low: "niedrig",
  medium: "mittel",
  high: "hoch",
  urgent: "dringend",
};

/** The activity log in German. */
export const germanLog: LogWords = {
  headlines: {
    "task.created": (title) => `Aufgabe angelegt: ${title}`,
    "task.updated": (title) => `Aufgabe geändert: ${title}`,
    "task.completed": (title) => `Aufgabe erledigt: ${title}`,
    "task.uncompleted": (title) => `Aufgabe wieder geöffnet: ${title}`,
    "task.deleted": (title) => `Aufgabe gelöscht: ${title}`,
    "task.restored": (title) => `Aufgabe wiederhergestellt: ${title}`,
    "recurrence.triggered": (title) => `Wiederholung fällig: ${title}`,
    "recurrence.instance-created": (title) => `Nächste Aufgabe der Serie angelegt: ${title}`,
    "recurrence.stopped": (title) => `Wiederholung beendet: ${title}`,
    "reminder.scheduled": (title) => `Erinnerung gestellt: ${title}`,
    "reminder.cancelled": (title) => `Erinnerung aufgehoben: ${title}`,
    "reminder.fired": (title) => `Erinnerung gesendet: ${title}`,
  },
  reminderDismissed: (title) => `Erinnerung weggelegt: ${title}`,
  title: (old, now) => `Titel von „${old}“ in „${now}“ geändert`,
  notes: {
    added: "Notizen hinzugefügt",
    removed: "Notizen entfernt",
    changed: "Notizen geändert",
  },
  completed: "Als erledigt markiert",
  notCompleted: "Als nicht erledigt markiert",
  dueDate: {
    removed: "Fälligkeit entfernt",
    set: (value) => `Fälligkeit auf ${value} gesetzt`,
    changed: (old, now) => `Fälligkeit von ${old} auf ${now} geändert`,
  },
  reminder: valueWords("Erinnerung"),
  priority: (old, now) =>
    `Priorität von ${priorities[old] ?? old} auf ${priorities[now] ?? now} geändert`,
  tagsAdded: (tags) => `${tags.length === 1 ? "Tag" : "Tags"} hinzugefügt: ${tags.join(", ")}`,
  tagsRemoved: (tags) => `${tags.length === 1 ? "Tag" : "Tags"} entfernt: ${tags.join(", ")}`,
  recurrence: {
    ...valueWords("Wiederholung"),
    stopped: "Wiederholung beendet",
    resumed: (words) => `Wiederholung wieder aufgenommen: ${words}`,
  },
  otherField: (field) => `${field} geändert`,
  date: dateWords,
  before: (minutes) => (minutes === 0 ? "zur Fälligkeit" : `${formatMinutes(minutes)} vorher`),
  recurrenceWords: germanRecurrence,
};

function valueWords(name: string): ValueWords {
  return {
    removed: `${name} entfernt`,
    set: (value) => `${name} gesetzt: ${value}`,
    changed: (old, now) => `${name} geändert: ${old} → ${now}`,
  };
}

/** A date in the reader's own time zone where it has a time. */
function dateWords(dueDate: string): string {
  return isAllDay(dueDate)
    ? formatDate(Date.parse(dueDate), { dateStyle: "medium", timeZone: "UTC" })
    : formatDate(Date.parse(dueDate), { dateStyle: "medium", timeStyle: "short" });
}
