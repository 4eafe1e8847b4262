// Says that the app did not start, and how to go on. A script of its own, which needs no other part of the app.
import type { StartFault } from "../lib/fail-start.ts";
import { startFailed } from "../messages/start-failed.ts";
import { cleanStart, forgetFiles } from "./clean-start.ts";

const styles = `
  #start-failed { position: fixed; inset: 0; z-index: 100; display: grid; place-items: center; overflow-y: auto;
    padding: 1.5rem; background: var(--canvas, Canvas); color: var(--ink, CanvasText);
    font: 16px/1.5 "Inter Variable", system-ui, sans-serif; }
  #start-failed > div { max-width: 28rem; }
  #start-failed h1 { margin: 0 0 .5rem; font-size: 1.25rem; font-weight: 600; }
  #start-failed p { margin: 0 0 1rem; color: var(--ink-soft, CanvasText); overflow-wrap: anywhere; }
  #start-failed button { min-height: 2.75rem; margin: 0 .5rem .75rem 0; padding: 0 1rem; border-radius: .5rem;
    border: 1px solid var(--line-strong, ButtonBorder); background: var(--surface, ButtonFace); color: inherit; font: inherit; }
  #start-failed button.first { border-color: transparent; background: var(--accent, ButtonFace); color: var(--on-accent, ButtonText); }
`;

function isGerman(): boolean {
  const chosen = localStorage.getItem("pakaura.language") ?? navigator.language;
  return chosen.toLowerCase().startsWith("de");
}

function element(name: string, text: string): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

function button(text: string, onClick: () => void): HTMLElement {
  const made = element("button", text);
  made.addEventListener("click", onClick);
  return made;
}

function show(fault: StartFault, message: string): void {
  const words = isGerman() ? startFailed.de : startFailed.en;
  document.getElementById("start-failed")?.remove();
  const page = document.createElement("main");
  page.id = "start-failed";
  page.setAttribute("role", "alert");
  const box = document.createElement("div");
  const tryAgain = button(words.tryAgain, () => {
    // A newer version is taken in place of the one that is kept.
    const isOld = fault === "gone" || fault === "newer";
    void (isOld ? forgetFiles() : Promise.resolve()).finally(() => window.location.reload());
  });
  tryAgain.className = "first";
  const startAfresh = button(words.startAfresh, () => {
    const isMemoryUsable = fault !== "newer" && fault !== "blocked" && fault !== "silent";
    void cleanStart(isMemoryUsable).finally(() => window.location.replace("/"));
  });
  const reason = message === "" ? words[fault] : `${words[fault]} (${message})`;
  box.append(
    element("h1", words.title),
    element("p", reason),
    tryAgain,
    startAfresh,
    element("p", words.afresh),
  );
  const root = document.getElementById("root");
  // One that is only late may come yet.
  if (fault === "slow" && root)
    new MutationObserver(() => page.remove()).observe(root, { childList: true });
  page.append(element("style", styles), box);
  document.body.append(page);
  document.title = words.title;
  tryAgain.focus();
}

const { fault = "broken", message = "" } = document.currentScript?.dataset ?? {};
const known: Partial<Record<string, string>> = startFailed.en;
show(fault in known ? (fault as StartFault) : "broken", message);
