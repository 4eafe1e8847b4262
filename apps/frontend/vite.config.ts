import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const api = "http://localhost:3000";

export default defineConfig({
  plugins: [react(), tailwindcss()],
  build: {
    target: "es2024",
    manifest: true,
    // A data: URL for a small font or image would need a wider Content-Security-Policy.
    assetsInlineLimit: 0,
    // Every browser that has what the target asks for preloads modules by itself.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // What every page needs is one file: fewer requests, and better compressed than many small ones.
        codeSplitting: {
          groups: [
            {
              name: "library",
              test: /node_modules\/(?:react|react-dom|scheduler|@tanstack|wouter|regexparam)\//,
            },
          ],
        },
      },
    },
  },
  server: {
    proxy: {
      "/api": { target: api },
      "/health": { target: api },
      "/ws": { target: api, ws: true },
    },
  },
});
