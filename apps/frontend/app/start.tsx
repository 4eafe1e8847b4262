import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { failStart } from "../lib/fail-start.ts";
import { language } from "../lib/language.ts";
import { whenIdle } from "../lib/idle.ts";
import { onPartGone } from "../lib/load-part.ts";
import { offerNewVersion } from "../lib/new-version.ts";
import { useStore } from "../lib/store.ts";
import { Routes } from "../routes.tsx";
import { Announcer } from "./announcer.tsx";
import { queryClient, session } from "./client.ts";
import { loadSync } from "./load-sync.ts";
import { ToastsPlace } from "./toasts-place.tsx";
import { listenAhead } from "./typed-ahead.ts";

function App() {
  return (
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <Announcer />
        <Routes key={useStore(language)} />
        <ToastsPlace />
      </QueryClientProvider>
    </StrictMode>
  );
}

/** Puts the web app on the page, with what this browser remembers. */
export async function start(): Promise<void> {
  listenAhead();
  onPartGone(offerNewVersion);
  // On its way while the page is made: nothing of that waits for it.
  loadSync().catch(() => undefined);
  await session.restore();
  const root = document.getElementById("root");
  if (root) createRoot(root, { onUncaughtError: failStart }).render(<App />);
  whenIdle(() => {
    // What cannot be had this time is had after the next reload.
    import("./start-later.ts").then(
      (part) => part.startLater(),
      () => undefined,
    );
  });
}
