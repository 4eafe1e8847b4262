/** A word that may be a label: at the beginning of the content or after a blank. */
const labelWord = /(?<=^|\s)@[^\s@]+(?=\s|$)/gu;
/** A task that cannot be ticked off begins with this. */
const untickable = /^\*\s+/u;
const sentenceEnds = ".,;:!?)]}\"'";

/** The title and the labels in the content of a task. */
export function readContent(content: string): {
  title: string;
  labels: string[];
  isUntickable: boolean;
} {
  const labels = [...content.matchAll(labelWord)].map(([word]) =>
    withoutSentenceEnd(word.slice(1)),
  );
  const bare = content.replaceAll(labelWord, " ").replaceAll(/\s+/gu, " ").trim();
  const isUntickable = untickable.test(bare);
  const title = bare.replace(untickable, "").trim();
  // Of labels alone no task would be left.
  return title === ""
    ? { title: content, labels, isUntickable: false }
    : { title, labels, isUntickable };
}

function withoutSentenceEnd(word: string): string {
  let end = word.length;
  while (end > 0 && sentenceEnds.includes(word[end - 1] ?? "")) end -= 1;
  return end === 0 ? word : word.slice(0, end);
}

const fileBegin = "[[file";
const fileEnd = "]]";

/** The text of a comment with its attachments as their names and addresses, and how many there are. */
export function readComment(content: string): { text: string; attachmentCount: number } {
  const parts: string[] = [];
  let attachmentCount = 0;
  let at = 0;
  for (;;) {
    const begin = content.indexOf(fileBegin, at);
    const end = begin === -1 ? -1 : content.indexOf(fileEnd, begin);
    if (end === -1) break;
    const written = content.slice(begin, end + fileEnd.length);
    parts.push(content.slice(at, begin), attachmentWords(written) ?? written);
    attachmentCount += 1;
    at = end + fileEnd.length;
  }
  return { text: [...parts, content.slice(at)].join("").trim(), attachmentCount };
}

/** `[[file {"file_name": ..., "file_url": ...}]]` in words; null for anything else. */
function attachmentWords(written: string): string | null {
  try {
    const value: unknown = JSON.parse(written.slice(fileBegin.length, -fileEnd.length));
    if (typeof value !== "object" || value === null) return null;
    const known = ["file_name", "file_url"].map((name): unknown => Reflect.get(value, name));
    const words = known.filter((one) => typeof one === "string" && one !== "");
    return words.length === 0 ? null : `Attachment: ${words.join(" ")}`;
  } catch {
    return null;
  }
}
