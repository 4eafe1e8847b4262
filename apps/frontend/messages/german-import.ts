import type { ImportNote } from "@pakaura/contract/transfer";

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

const sentences: Record<string, string> = {
  untitled: "Hier steht kein Titel.",
  title_cut: "Der Titel ist zu lang; der Rest steht in den Notizen.",
  broken_off: "Die Aufgabe bricht hier ab; was danach kam, fehlt.",
  older_version: "Eine ältere Fassung derselben Aufgabe fällt weg.",
  cancelled_instance: "Ein abgesagter Termin einer Wiederholung fällt weg.",
  open_quote: "Ein Anführungszeichen, das hier beginnt, endet nirgends.",
};

/** What is said of a file or of one of its values, in German; what has no words here is told as it came. */
export function germanImportNote({ code = "", field, value, message }: ImportNote): string {
  const loss = losses[code];
  if (loss !== undefined) return `${loss}: ${value}.`;
  if (code === "notes_cut")
    return `Die Notizen sind zu lang; die letzten ${value} Zeichen fallen weg.`;
  const words = values[code];
  return words === undefined ? (sentences[code] ?? message) : `${field}: „${value}“ ${words}`;
}
