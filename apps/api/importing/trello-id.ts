const idForm = /^[\da-f]{24}$/iu;

/** When something of Trello was created: its number begins with the seconds. Null for any other number. */
export function createdOfTrello(id: string, now: number): string | null {
  if (!idForm.test(id)) return null;
  const epochMs = Number.parseInt(id.slice(0, 8), 16) * 1_000;
  return epochMs > 0 && epochMs <= now ? new Date(epochMs).toISOString() : null;
}
