const words = new Map<string, string>([
  ["urgent", "urgent"],
  ["critical", "urgent"],
  ["dringend", "urgent"],
  ["high", "high"],
  ["hoch", "high"],
  ["h", "high"],
  ["medium", "medium"],
  ["normal", "none"],
  ["mittel", "medium"],
  ["m", "medium"],
  ["low", "low"],
  ["niedrig", "low"],
  ["l", "low"],
  ["none", "none"],
]);

/** The priority that a word of another product means; null for any other word. */
export function priorityOfWord(word: string): string | null {
  return words.get(word.trim().toLowerCase()) ?? null;
}
