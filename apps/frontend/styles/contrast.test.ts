import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

type Tokens = Record<string, string>;

const css = readFileSync(new URL("tokens.css", import.meta.url), "utf8");
const themes = ["light", "dark"] as const;
const accents = ["pine", "ocean", "plum", "clay", "graphite"] as const;
const contrasts = ["standard", "more"] as const;

/** The tokens under which a page stands with these attributes, later rules over earlier ones. */
function tokensFor(attributes: Record<string, string>): Tokens {
  const tokens: Tokens = {};
  const rules = [...css.matchAll(/^([:[][^{]+)\{([^}]+)\}/gm)].map((rule, order) => ({
    conditions: [...(rule[1] ?? "").matchAll(/\[data-(\w+)="(\w+)"\]/g)],
    body: rule[2] ?? "",
    order,
  }));
  const holding = rules.filter(({ conditions }) =>
    conditions.every(([, name, value]) => attributes[name ?? ""] === value),
  );
  // The more conditions, the stronger: as in CSS.
  for (const { body } of holding.toSorted(
    (left, right) =>
      Math.max(1, left.conditions.length) - Math.max(1, right.conditions.length) ||
      left.order - right.order,
  )) {
    for (const [, name = "", value = ""] of body.matchAll(/--([\w-]+):\s*([^;]+);/g)) {
      tokens[name] = value;
    }
  }
  return tokens;
}

/** The relative luminance of a colour like `#17715a` (WCAG 2.2). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((start) => Number.parseInt(colour.slice(start, start + 2), 16) / 255)
    .map((part) => (part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrastOf(tokens: Tokens, front: string, back: string): number {
  const colour = (name: string): string => {
    const value = tokens[name] ?? "";
    const other = /^var\(--([\w-]+)\)$/.exec(value)?.[1];
    return other === undefined ? value : colour(other);
  };
  const [dark = 0, light = 0] = [luminance(colour(front)), luminance(colour(back))].toSorted(
    (left, right) => left - right,
  );
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ["canvas", "surface", "sidebar", "hover", "pressed", "accent-soft"];
const texts = ["ink", "ink-soft", "ink-faint", "accent", "accent-strong"];
const marks = ["danger", "urgent", "high", "medium", "low"];

describe.each(themes)("%s", (theme) => {
  describe.each(contrasts)("contrast %s", (contrast) => {
    it.each(accents)("%s can be read everywhere", (accent) => {
      const tokens = tokensFor({ theme, contrast, accent });
      const pairs = [
        ...grounds.flatMap((ground) => [...texts, ...marks].map((text) => [text, ground] as const)),
        ["danger", "danger-soft"] as const,
        ["ink", "danger-soft"] as const,
        ["on-accent", "accent"] as const,
        ["on-accent", "accent-strong"] as const,
      ];
      const least = contrast === "more" ? 7 : 4.5;
      const poor = pairs
        .map(([text, ground]) => ({ text, ground, ratio: contrastOf(tokens, text, ground) }))
        .filter(({ text, ratio }) => !(ratio >= (text.startsWith("ink") ? least : 4.5)));
      expect(poor).toEqual([]);
    });

    it("has edges that can be seen", () => {
      const tokens = tokensFor({ theme, contrast, accent: "pine" });
      for (const ground of ["canvas", "surface", "sidebar", "hover"]) {
        expect(contrastOf(tokens, "edge", ground), ground).toBeGreaterThanOrEqual(3);
      }
    });
  });
});
