/** A step that can be taken back; `words` name what it was about. */
export type Step = { words: string; undo: () => void };

/** How many steps can be taken back, one after the other. */
const mostSteps = 50;

let steps: Step[] = [];

/**
 * Remembers how a step is taken back, for the key that does so. Returns what takes it back at once; in
 * either way that happens no more than once.
 */
export function rememberStep(step: Step): () => void {
  steps = [...steps, step].slice(-mostSteps);
  return () => takeBack(step);
}

function takeBack(step: Step): void {
  if (!steps.includes(step)) return;
  steps = steps.filter((other) => other !== step);
  step.undo();
}

/** Takes back the last step that was not yet, and says what it was about; null when there is none. */
export function undoLast(): string | null {
  const last = steps.at(-1);
  if (!last) return null;
  takeBack(last);
  return last.words;
}

/** Forgets every step: another person signs in. */
export function forgetSteps(): void {
  steps = [];
}
