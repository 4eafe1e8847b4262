/** Past tenses that no rule makes, with what tasks call them. */
const irregular: Record<string, string> = {
  paid: "pay",
  bought: "buy",
  sent: "send",
  wrote: "write",
  written: "write",
  took: "take",
  taken: "take",
  made: "make",
  did: "do",
  done: "do",
  got: "get",
  gotten: "get",
  went: "go",
  gone: "go",
  brought: "bring",
  fed: "feed",
  ran: "run",
  met: "meet",
  sold: "sell",
  told: "tell",
  found: "find",
  built: "build",
  taught: "teach",
  bled: "bleed",
  hung: "hang",
  swept: "sweep",
  spoke: "speak",
  spoken: "speak",
  drove: "drive",
  gave: "give",
  given: "give",
  chose: "choose",
  chosen: "choose",
  began: "begin",
  rang: "ring",
  rung: "ring",
  dug: "dig",
  learnt: "learn",
  said: "say",
  saw: "see",
  seen: "see",
  lent: "lend",
  swam: "swim",
  sang: "sing",
  wrapped: "wrap",
  read: "read",
  cut: "cut",
  put: "put",
  set: "set",
  shut: "shut",
};

/** Whether a word is a past tense: "mowed", "paid". */
export function isEnglishPast(word: string): boolean {
  return (Object.hasOwn(irregular, word) && irregular[word] !== word) || /.{2}ed$/u.test(word);
}

/** The stem of an English word, so that "mowed", "mowing" and "mow" are one. */
export function stemEnglish(word: string): string {
  const plain = word.replace(/'s?$/u, "");
  const known = irregular[plain];
  if (known !== undefined) return trimmed(known);
  for (const end of ["ings", "ing", "ied", "ies", "ed", "es", "s"]) {
    if (!plain.endsWith(end) || plain.length - end.length < 3) continue;
    const rest = plain.slice(0, -end.length);
    if (end === "s" && rest.endsWith("s")) return plain;
    return trimmed(end.startsWith("i") && end.length === 3 && end !== "ing" ? `${rest}y` : rest);
  }
  return trimmed(plain);
}

/** Without what an ending takes away: the last e, and a consonant that was doubled. */
function trimmed(stem: string): string {
  if (stem.length > 3 && stem.endsWith("e")) return stem.slice(0, -1);
  const last = stem.at(-1) ?? "";
  const isDoubled = stem.length > 3 && stem.at(-2) === last && !/[aeiou]/u.test(last);
  return isDoubled ? stem.slice(0, -1) : stem;
}
