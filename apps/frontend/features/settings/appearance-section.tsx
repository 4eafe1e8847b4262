import { Monitor, Moon, Sun, type LucideIcon } from "lucide-react";
import { useStore } from "../../lib/store.ts";
import { setTheme, theme, themes, type Theme } from "../../lib/theme.ts";
import { Section } from "./section.tsx";

const looks: Record<Theme, { name: string; icon: LucideIcon }> = {
  system: { name: "System", icon: Monitor },
  light: { name: "Light", icon: Sun },
  dark: { name: "Dark", icon: Moon },
};

/** Light, dark, or as the system is. */
export function AppearanceSection() {
  const chosen = useStore(theme);
  return (
    <Section title="Appearance">
      <div role="radiogroup" aria-label="Theme" className="grid max-w-sm grid-cols-3 gap-2">
        {themes.map((name) => {
          const { name: label, icon: Icon } = looks[name];
          return (
            <label
              key={name}
              className="flex cursor-pointer flex-col items-center gap-2 rounded-xl border border-line py-3.5 text-sm text-ink-soft transition-colors duration-(--quick) hover:border-line-strong has-checked:border-accent has-checked:bg-accent-soft has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
            >
              <input
                type="radio"
                name="theme"
                value={name}
                checked={chosen === name}
                onChange={() => setTheme(name)}
                className="sr-only"
              />
              <Icon size={19} strokeWidth={1.75} aria-hidden />
              {label}
            </label>
          );
        })}
      </div>
    </Section>
  );
}
