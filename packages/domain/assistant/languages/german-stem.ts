const irregular: Record<string, string> = {
  gegossen: "giess",
  geschrieben: "schreib",
  gebracht: "bring",
  geholt: "hol",
  bezahlt: "bezahl",
  gegangen: "geh",
  genommen: "nehm",
  gesprochen: "sprech",
  gelesen: "les",
  gegeben: "geb",
  gefahren: "fahr",
  gebucht: "buch",
  getroffen: "treff",
  gewaschen: "wasch",
  geschickt: "schick",
  verschickt: "schick",
  gestrichen: "streich",
  geschlossen: "schliess",
  gefunden: "find",
};

/** Parts that German verbs take off and put behind. */
const prefixes = [
  "zurueck",
  "zuruck",
  "heraus",
  "hinaus",
  "raus",
  "rein",
  "vor",
  "auf",
  "aus",
  "ein",
  "mit",
  "weg",
  "los",
  "nach",
  "her",
  "hin",
  "um",
  "an",
  "ab",
  "zu",
];

/** Whether a word is a past participle: "gekauft", "angerufen", "bezahlt". */
export function isGermanPast(word: string): boolean {
  if (Object.hasOwn(irregular, word) || word.endsWith("iert")) return true;
  const at = word.indexOf("ge");
  const isWithGe = at >= 0 && word.length - at > 4 && (word.endsWith("t") || word.endsWith("en"));
  const isWithPrefix = ["be", "ver", "er", "ent", "zer"].some((prefix) => word.startsWith(prefix));
  return isWithGe || (isWithPrefix && word.length > 5 && word.endsWith("t"));
}

/** The stem of a German word, so that "angerufen", "anruft" and "anrufen" are one. */
export function stemGerman(word: string): string {
  for (const prefix of ["", ...prefixes]) {
    if (!word.startsWith(prefix)) continue;
    const rest = word.slice(prefix.length);
    const known = irregular[rest];
    if (known !== undefined) return prefix + known;
    if (rest.startsWith("ge") && rest.length > 5) return prefix + bare(rest.slice(2));
    if (prefix !== "" && rest.startsWith("zu") && rest.length > 5)
      return prefix + bare(rest.slice(2));
  }
  return bare(word);
}

function bare(word: string): string {
  for (const end of ["en", "em", "er", "es", "et", "st", "te", "e", "n", "t", "s"])
    if (word.endsWith(end) && word.length - end.length >= 3) return word.slice(0, -end.length);
  return word;
}
