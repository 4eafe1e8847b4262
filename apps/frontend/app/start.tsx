import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Toaster } from "sonner";
import { router } from "../routes.tsx";
import { theme } from "../lib/theme.ts";
import { useStore } from "../lib/store.ts";
import { queryClient } from "./client.ts";
import { useIsWide } from "../lib/media.ts";

function App() {
  const isWide = useIsWide();
  return (
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
        <Toaster
          theme={useStore(theme)}
          position={isWide ? "bottom-left" : "top-center"}
          visibleToasts={3}
          offset={20}
          gap={8}
          closeButton={false}
          toastOptions={{ className: "pakaura-toast" }}
        />
      </QueryClientProvider>
    </StrictMode>
  );
}

/** Puts the web app on the page. */
export function start(): void {
  const root = document.getElementById("root");
  if (root) createRoot(root).render(<App />);
}
