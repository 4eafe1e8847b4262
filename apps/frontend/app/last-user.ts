const lastUserKey = "pakaura.user";

/** The id of whoever is signed in in this browser, or was last and has left changes; null for nobody. */
export function lastUserId(): string | null {
  return localStorage.getItem(lastUserKey);
}

export function rememberLastUser(id: string | null): void {
  if (id === null) localStorage.removeItem(lastUserKey);
  else localStorage.setItem(lastUserKey, id);
}
