import type { FieldError } from "@pakaura/contract/problem";
import type { ImportNote, ImportRefusal } from "@pakaura/contract/transfer";
import { formatNumber } from "./format.ts";

const losses: Record<string, string> = {
  lost_hierarchy: "Unteraufgaben werden eigene Aufgaben, mit „Part of“ in den Notizen",
  lost_sections: "Abschnitte werden Tags",
  lost_texts: "Zeilen, die keine Punkte einer Liste sind, werden Notizen",
  lost_comments: "Kommentare werden Notizen ihrer Aufgaben",
  lost_attachments: "Anhänge bleiben zurück; Namen und Adressen stehen in den Notizen",
  lost_deadlines: "Fristen werden Notizen oder Fälligkeiten",
  lost_durations: "Dauern werden Notizen",
  lost_starts: "Anfänge werden Notizen; eine Aufgabe hat hier nur ihre Fälligkeit",
  lost_starts_as_due:
    "Aufgaben mit einem Anfang und ohne Fälligkeit sind fällig, wenn sie beginnen",
  lost_assignees: "Wem eine Aufgabe zugewiesen ist, steht in den Notizen",
  lost_authors: "Wer von mehreren eine Aufgabe angelegt hat, bleibt zurück",
  lost_files: "Andere Dateien des Archivs bleiben zurück",
  lost_archives: "Aufgaben im Archiv bleiben zurück",
  lost_archived_projects: "Archivierte Projekte kommen wie die anderen als Tags",
  lost_sub_projects: "Projekte in anderen Projekten werden eigene Tags",
  lost_documents: "Notizen, die zu keiner Aufgabe gehören, bleiben zurück",
  lost_lists: "Listen werden Tags",
  lost_deleted: "Gelöschte Aufgaben bleiben zurück",
  lost_archived_cards: "Archivierte Karten werden erledigte Aufgaben",
  lost_dependencies: "Wovon eine Aufgabe abhängt, steht in den Notizen",
  lost_templates:
    "Vorlagen von Wiederholungen bleiben zurück; ihre offenen Aufgaben wiederholen sich",
  lost_uncounted_comments:
    "Kommentare sind nicht in dieser Datei und bleiben zurück; im JSON des Boards stehen sie",
  lost_uncounted_steps:
    "Punkte von Checklisten sind nicht in dieser Datei und bleiben zurück; im JSON des Boards stehen sie",
  lost_places: "Erinnerungen an einem Ort bleiben zurück",
  lost_series: "Eine Wiederholung ohne offene Aufgabe bleibt zurück",
  lost_events: "Termine bleiben zurück; gelesen werden nur Aufgaben",
  lost_journal: "Tagebucheinträge bleiben zurück; gelesen werden nur Aufgaben",
  lost_free_busy: "Freie und belegte Zeiten bleiben zurück; gelesen werden nur Aufgaben",
  encoding:
    "Die Datei ist nicht in UTF-8. Zeilen wurden als Windows-1252 gelesen; stimmen Buchstaben wie ä, é und ñ?",
};

const values: Record<string, string> = {
  not_understood: "wurde nicht verstanden und steht in den Notizen.",
  kept_in_notes: "hat hier keinen eigenen Platz und steht in den Notizen.",
  left_out: "fällt weg und steht in den Notizen.",
  unfit_tag: "passt nicht als Tag und steht in den Notizen.",
  taken_as_task: "wurde als Aufgabe genommen.",
  taken_as_due_date: "wurde als Fälligkeit genommen.",
  taken_as_level: "wurde als andere Ebene genommen.",
  taken_as_next_note: "wurde als Notiz der nächsten Aufgabe genommen.",
  part_left_out: "hat einen Teil, der wegfällt.",
  zone_unknown: "liegt in einer unbekannten Zeitzone und gilt nach deiner Uhr.",
  other_clock:
    "folgt einer anderen Zeitzone; nach deiner Uhr ist manches um eine Stunde verschoben.",
  no_first_date: "hat kein erstes Datum und beginnt mit dem nächsten ab heute.",
  twice: "ist eine eigene Aufgabe; die Wiederholung hat dieses Datum auch.",
  alarm_left_out: "ist eine Erinnerung, die hier nicht kommen kann, und fällt weg.",
  alarm_moved: "liegt zu weit vor der Fälligkeit; die Erinnerung kommt 28 Tage vorher.",
  alarm_once: "liegt nach der Fälligkeit; die Erinnerung kommt nur beim ersten Mal.",
  time_replaced: "kann nicht sein; es gilt die Zeit des Imports.",
};

/** What is said of one value, or of how many or of which line. */
const ofValue: Record<string, (value: string) => string> = {
  notes_cut: (value) => `Die Notizen sind zu lang; die letzten ${value} Zeichen fallen weg.`,
  nul_left_out: (value) => `Zeichen, die keine sind (NUL), fallen weg: ${value}.`,
  taken_as_column: (value) => `„${value}“ wurde als Name der Spalte genommen.`,
  table_left_behind: (value) => `${value} ist keine CSV von Todoist und bleibt zurück.`,
  no_task_of_comment: (value) => `Zu diesem Kommentar gibt es keine Aufgabe: ${value}`,
  too_many_reminders: (value) => `Eine Erinnerung fällt weg; eine Aufgabe hat höchstens ${value}.`,
  task_twice: (value) => `Diese Aufgabe steht schon in Zeile ${value}.`,
  instance_twice: (value) => `Dieser Termin der Wiederholung steht schon in Zeile ${value}.`,
  other_series: (value) => `Die Wiederholung ist eine andere als in Zeile ${value}.`,
  setting_left_out: (value) => `Die Einstellung ${value} fällt weg.`,
  filter_not_understood: (value) => `Der Filter „${value}“ wurde nicht verstanden.`,
  too_many_filters: (value) => `Es gibt schon ${value} Filter.`,
};

const sentences: Record<string, string> = {
  untitled: "Hier steht kein Titel.",
  title_cut: "Der Titel ist zu lang; der Rest steht in den Notizen.",
  broken_off: "Die Aufgabe bricht hier ab; was danach kam, fehlt.",
  older_version: "Eine ältere Fassung derselben Aufgabe fällt weg.",
  cancelled_instance: "Ein abgesagter Termin einer Wiederholung fällt weg.",
  no_task: "Das ist keine Aufgabe.",
  tag_left_out: "Dieses Tag fällt weg.",
  reminder_left_out: "Eine Erinnerung fällt weg; an dieser Aufgabe kann sie nicht sein.",
  reminder_without_time: "Eine Erinnerung ohne Zeit fällt weg.",
  instance_there: "Diesen Termin der Wiederholung gibt es schon.",
  filter_unsaved: "Dieser Filter kann nicht gespeichert werden.",
  filter_there: "Diesen Filter gibt es schon; er bleibt, wie er ist.",
  filter_name_there: "Es gibt schon einen Filter mit diesem Namen.",
  not_stored: "Diese Aufgabe kann nicht gespeichert werden.",
  open_quote: "Ein Anführungszeichen, das hier beginnt, endet nirgends.",
};

/**
 * Makes what is said of a file or of one of its values, in German; what has no words here is told as it came.
 * `fieldWords` says what is wrong with a field.
 */
export function germanImportNotes(
  fieldWords: (error: FieldError) => string,
): (note: ImportNote) => string {
  function words({ code, field = "", value = "", message }: ImportNote): string {
    const loss = losses[code];
    if (loss !== undefined) return `${loss}: ${value}.`;
    if (code === "refused") {
      return `${field}: ${fieldWords({ field, code: value, message: "Das ist nicht gültig." })}`;
    }
    const became = values[code];
    if (became !== undefined) return `${field}: „${value}“ ${became}`;
    return ofValue[code]?.(value) ?? sentences[code] ?? message;
  }
  return (note) => (note.file === undefined ? words(note) : `${note.file}: ${words(note)}`);
}

const unpackFirst = (name: string) => (): string =>
  `Das ist ein Archiv von ${name}; packe es zuerst aus.`;

const refusals: Record<ImportRefusal, (value: string) => string> = {
  empty: () => "In der Datei steht nichts.",
  no_file: () => "Die Datei ist leer.",
  several_files: () => "Das sind mehrere Dateien; nimm eine nach der anderen.",
  too_many_tasks: (value) =>
    `Aus einer Datei kommen höchstens ${formatNumber(Number(value))} Aufgaben.`,
  pdf: () => "Das ist ein PDF.",
  picture: () => "Das ist ein Bild.",
  gzip: unpackFirst("gzip"),
  seven_zip: unpackFirst("7-Zip"),
  rar: unpackFirst("RAR"),
  office: () => "Das ist ein Dokument von Office; speichere es zuerst als CSV oder als Text.",
  database: () => "Das ist eine Datenbank.",
  property_list: () => "Das ist eine Property List.",
  markup: () => "Das ist XML oder HTML.",
  rtf: () => "Das ist ein Dokument in RTF.",
  contacts: () => "Das sind Kontakte (vCard).",
  org_mode: () => "Das ist eine Datei von Org mode.",
  yaml: () => "Das ist YAML.",
  no_list: () => "Das ist ein Dokument in Markdown ohne eine Liste darin.",
  nameless_table: () => "Das ist eine Tabelle ohne die Namen ihrer Spalten.",
  other_table: (value) =>
    `Das ist eine Tabelle mit den Spalten ${value} und keine eines Programms, das gelesen wird.`,
  no_such_table: () =>
    "In keiner Zeile dieser Tabelle stehen die Namen der Spalten dieses Programms.",
  no_todoist_csv: () =>
    "Das ist keine CSV von Todoist: In keiner Zeile stehen die Namen ihrer Spalten (CONTENT).",
  no_todoist_archive: () => "In dem Archiv ist keine CSV von Todoist.",
  no_archive: () =>
    "In dem Archiv ist keine data.json oder Tasks.json, die gelesen werden kann, und keine CSV.",
  no_text: () => "Das ist kein Text in UTF-8, UTF-16 oder Windows-1252.",
  unknown_encoding: () =>
    "Der Text ist in einer Kodierung, die nicht zu erkennen ist. Speichere ihn als UTF-8.",
  no_calendar: () => "Das ist kein Kalender mit Aufgaben (VTODO) darin.",
  broken_calendar: (value) =>
    `Das ist kein Kalender mit Aufgaben (VTODO) darin; er bricht in Zeile ${value} ab.`,
  other_json: () => "Dieses JSON ist kein Export, der hier gelesen werden kann.",
  json_mistake: (value) => `In dem JSON ist ein Fehler (Zeile, Spalte: ${value}).`,
  json_too_deep: () => "Das JSON ist tiefer verschachtelt als der Export irgendeines Programms.",
  json_broken_off: (value) => `Das JSON bricht ab (Zeile, Spalte: ${value}).`,
};

const readable =
  "Gelesen werden Exporte von Pakaura, Todoist (CSV, JSON oder ZIP einer Sicherung), TickTick, Microsoft To Do, Google Tasks, Things, Asana, Trello, Taskwarrior, Vikunja und Super Productivity, Kalender mit Aufgaben (iCalendar), todo.txt, Listen in Markdown und einfacher Text mit einer Aufgabe je Zeile.";

/** Why a file cannot be read, in German; a reason of a newer server is told as it came. */
export function germanImportRefusal({
  reason = "",
  value = "",
  message,
  code,
}: FieldError): string {
  const known: Partial<Record<string, (value: string) => string>> = refusals;
  const why = known[reason]?.(value) ?? message;
  return code === "unreadable" ? `${why} ${readable}` : why;
}
