import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { followAppVersion } from "../lib/app-version.ts";
import { followAppearance } from "../lib/appearance.ts";
import { language } from "../lib/language.ts";
import { whenIdle } from "../lib/idle.ts";
import { lazyPart } from "../lib/lazy-part.ts";
import { useStore } from "../lib/store.ts";
import { isToasterWanted } from "../lib/toast.ts";
import { Routes } from "../routes.tsx";
import { Announcer } from "./announcer.tsx";
import { queryClient, session } from "./client.ts";

const Toasts = lazyPart(async () => (await import("../ui/toasts.tsx")).Toasts);

function App() {
  return (
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <Announcer />
        <Routes key={useStore(language)} />
        <Suspense>{useStore(isToasterWanted) && <Toasts />}</Suspense>
      </QueryClientProvider>
    </StrictMode>
  );
}

/** Puts the web app on the page, with what this browser remembers. */
export async function start(): Promise<void> {
  followAppearance();
  await session.restore();
  const root = document.getElementById("root");
  if (root) createRoot(root).render(<App />);
  whenIdle(followAppVersion);
}
