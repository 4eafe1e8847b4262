/** What is said when the app does not start: apart from the catalogues, which may be what cannot be had. */
export const startFailed = {
  en: {
    title: "Pakaura could not start",
    slow: "It takes longer than it should. The network may be slow.",
    gone: "A part of the app could not be loaded. There may be a newer version.",
    blocked: "Another tab has an older version of Pakaura open. Close it, and try again.",
    newer: "A newer version of Pakaura was used in this browser. Try again to use it here.",
    silent:
      "The browser's memory does not answer. Closing other tabs or restarting the browser may help.",
    broken: "What this browser remembers could not be read.",
    tryAgain: "Try again",
    startAfresh: "Start afresh",
    afresh:
      "Starting afresh fetches everything from the server again. Changes that have not been sent are kept.",
  },
  de: {
    title: "Pakaura konnte nicht starten",
    slow: "Es dauert länger, als es sollte. Vielleicht ist das Netz langsam.",
    gone: "Ein Teil der App konnte nicht geladen werden. Vielleicht gibt es eine neuere Version.",
    blocked:
      "In einem anderen Tab ist eine ältere Version von Pakaura offen. Schließe ihn und versuche es erneut.",
    newer:
      "In diesem Browser wurde eine neuere Version von Pakaura benutzt. Versuche es erneut, um sie auch hier zu benutzen.",
    silent:
      "Der Speicher des Browsers antwortet nicht. Vielleicht hilft es, andere Tabs zu schließen oder den Browser neu zu starten.",
    broken: "Was dieser Browser sich gemerkt hat, war nicht lesbar.",
    tryAgain: "Erneut versuchen",
    startAfresh: "Neu anfangen",
    afresh:
      "Beim Neuanfang wird alles wieder vom Server geholt. Nicht gesendete Änderungen bleiben erhalten.",
  },
} as const;
