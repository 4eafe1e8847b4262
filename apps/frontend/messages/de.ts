import type { FieldError } from "@pakaura/contract/problem";
import type { Messages } from "./en.ts";
import { counted, formatNumber } from "./format.ts";
import { germanFieldErrors } from "./german-fields.ts";

const tasks = { one: "Aufgabe", other: "Aufgaben" };

function fieldWords({ code, message }: FieldError): string {
  return germanFieldErrors[code] ?? message;
}

/** The texts of the first page in German. */
export const de: Messages = {
  direction: "ltr",
  pageTitle: (page) => `${page} · Pakaura`,

  common: {
    add: "Hinzufügen",
    cancel: "Abbrechen",
    close: "Schließen",
    done: "Fertig",
    from: "Von",
    loading: "Wird geladen",
    name: "Name",
    remove: "Entfernen",
    save: "Speichern",
    to: "Bis",
    tryAgain: "Erneut versuchen",
    undo: "Rückgängig",
    undone: "Zurückgenommen",
    nothingToUndo: "Es gibt nichts zurückzunehmen",
  },

  navigation: {
    activity: "Aktivität",
    all: "Alle",
    menu: "Menü",
    more: "Weiteres",
    priorities: "Prioritäten",
    settings: "Einstellungen",
    skip: "Zum Inhalt springen",
    tags: "Tags",
    views: "Ansichten",
  },

  connection: {
    memoryClosed:
      "Der Browser hat geschlossen, was er sich gemerkt hat. Lade neu, damit es wieder da ist.",
  },

  version: {
    ready: "Eine neue Version ist da",
    lead: "Sie gilt nach dem Neuladen. Was du geschrieben hast, bleibt erhalten.",
    reload: "Neu laden",
    later: "Später",
  },

  errors: {
    unreachable: "Der Server ist nicht erreichbar.",
    unknown: "Etwas ist schiefgegangen.",
    answered: (status) => `Der Server hat mit ${status} geantwortet.`,
    notLoaded: "Das konnte nicht geladen werden",
    notShown: "Das konnte nicht gezeigt werden",
    startAfresh: "Neu anfangen…",
    byCode: {
      unauthenticated: "Bitte melde dich an.",
      forbidden: "Das ist nicht erlaubt.",
      not_found: "Das gibt es nicht oder nicht mehr.",
      conflict: "Das widerspricht einer anderen Änderung.",
      undo_conflict:
        "Seitdem wurde etwas anderes geändert; das lässt sich nicht mehr zurücknehmen.",
      stale_version: "Die Aufgabe wurde inzwischen geändert.",
      body_too_large: "Das ist zu groß.",
      unsupported_media_type: "Dieses Format wird nicht verstanden.",
      validation_failed: "Eine Angabe ist nicht gültig.",
      rate_limited: "Zu viele Anfragen. Bitte warte einen Moment.",
      internal_error: "Auf dem Server ist etwas schiefgegangen.",
      unavailable: "Der Server ist gerade nicht bereit. Bitte versuche es gleich noch einmal.",
    },
    field: fieldWords,
    refusedField: fieldWords,
  },

  assistant: {
    title: "Assistent",
  },

  palette: {
    title: "Alles finden",
  },

  dates: {
    today: "Heute",
    tomorrow: "Morgen",
    yesterday: "Gestern",
    noDate: "Kein Datum",
    overdue: "Überfällig",
    overduePrefix: "Überfällig:",
    doubts: { past: "in der Vergangenheit", far: "in mehr als einem Jahr" },
  },

  priorities: {
    none: "Keine Priorität",
    low: "Niedrig",
    medium: "Mittel",
    high: "Hoch",
    urgent: "Dringend",
  },

  views: {
    all: "Alle Aufgaben",
    today: "Heute",
    upcoming: "Demnächst",
    completed: "Erledigt",
    trash: "Papierkorb",
    priority: (priority) => `Priorität: ${de.priorities[priority]}`,
    empty: {
      all: {
        title: "Hier beginnt ein freier Kopf",
        text: "Schreib das Erste auf, was dir im Sinn ist.",
      },
      today: {
        title: "Für heute ist nichts mehr zu tun",
        text: "Genieß es, oder sieh nach, was kommt.",
      },
      upcoming: {
        title: "Es steht nichts an",
        text: "Aufgaben mit Fälligkeit stehen hier, Tag für Tag.",
      },
      tag: {
        title: "Keine offene Aufgabe hat diesen Tag",
        text: "Mit #tag im Titel kommt eine hierher.",
      },
      priority: {
        title: "Keine offene Aufgabe hat diese Priorität",
        text: "Mit !high oder !low im Titel bekommt eine Aufgabe sie.",
      },
      filter: {
        title: "Nichts passt zu diesem Filter",
        text: "Was einmal passt, erscheint hier von selbst.",
      },
      completed: {
        title: "Noch nichts erledigt",
        text: "Was du abhakst, bleibt hier.",
      },
      trash: {
        title: "Der Papierkorb ist leer",
        text: "Gelöschte Aufgaben bleiben 30 Tage hier.",
      },
    },
    free: "Frei",
    noneFits: "Keine Aufgabe passt",
    noneFitsText: "Zu Suche und Filtern passt hier nichts.",
  },

  filters: {
    similar: "Kein genauer Treffer, hier sind ähnliche Aufgaben",
    filter: "Filter",
    add: "Neuer Filter",
    title: "Filter",
    clear: "Suche und Filter aufheben",
    search: "Suchen",
    searchTasks: "Aufgaben suchen",
    sort: "Sortieren",
  },

  tasks: {
    add: "Aufgabe hinzufügen",
    list: "Aufgaben",
    count: (count) => counted(count, tasks),
    complete: "Erledigen",
    completeTask: (title) => `${title} erledigen`,
    reopenTask: (title) => `${title} wieder öffnen`,
    added: (count) => `${counted(count, tasks)} hinzugefügt`,
    completed: "Aufgabe erledigt",
    reopened: "Aufgabe wieder geöffnet",
    movedToTrash: "In den Papierkorb gelegt",
    seriesMovedToTrash: "Serie in den Papierkorb gelegt",
    deleteSeries: (count) =>
      count === 1 ? "Serie löschen" : `${formatNumber(count)} Serien löschen`,
    restore: "Wiederherstellen",
    restored: "Wiederhergestellt",
    hasNotes: "Hat Notizen",
    repeats: "Wiederholt sich",
    priorityIs: (name) => `Priorität: ${name}`,
  },

  bulk: {
    date: "Datum",
    carry: "Auf einen anderen Tag legen",
    completed: "Erledigt",
    reopened: "Wieder geöffnet",
    movedTo: (day) => `Verschoben: ${day}`,
    dayLater: "Einen Tag später gelegt",
    dayEarlier: "Einen Tag früher gelegt",
  },

  recurrence: {
    stoppedNow: "Wiederholt sich nicht mehr",
  },

  reminders: {
    region: "Erinnerungen",
  },
};
