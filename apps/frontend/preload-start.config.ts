import type { Plugin } from "vite";

const start = "app/start.tsx";

/**
 * Has the page ask for the application at once. It is imported by a script that has to run first, so
 * that browsers would learn of it one round trip later.
 */
export function preloadStart(): Plugin {
  return {
    name: "preload-start",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(html, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
        const entry = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(start));
        if (!entry) throw new Error(`no chunk begins with ${start}`);
        return [entry.fileName, ...entry.imports]
          .filter((file) => !html.includes(file))
          .map((file) => ({
            tag: "link",
            attrs: { rel: "modulepreload", crossorigin: true, href: `/${file}` },
            injectTo: "head",
          }));
      },
    },
  };
}
