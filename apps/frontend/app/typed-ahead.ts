let typed = "";

function keep(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" || event.key === "Tab") return;
  if (event.key.length === 1) typed += event.key;
  else if (event.key === "Backspace") typed = typed.slice(0, -1);
  // What is behind must not take it.
  event.preventDefault();
  event.stopPropagation();
}

/** Keeps what is typed from now on for a field that has been asked for and is still loading. */
export function typeAhead(): void {
  typed = "";
  window.addEventListener("keydown", keep, { capture: true });
}

/** What was typed since; from now on the field listens itself. */
export function takeTypedAhead(): string {
  window.removeEventListener("keydown", keep, { capture: true });
  const text = typed;
  typed = "";
  return text;
}
