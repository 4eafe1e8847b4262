const storageKey = "pakaura.recent-commands";
const mostKept = 12;

/** The commands that were run last on this device, newest first. */
export function recentCommands(): string[] {
  const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? "[]");
  return Array.isArray(stored) ? stored.filter((id) => typeof id === "string") : [];
}

export function rememberCommand(id: string): void {
  const ids = [id, ...recentCommands().filter((other) => other !== id)];
  localStorage.setItem(storageKey, JSON.stringify(ids.slice(0, mostKept)));
}
