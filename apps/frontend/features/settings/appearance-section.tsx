import { Monitor, Moon, Sun, type LucideIcon } from "lucide-react";
import { chooseLanguage, languageChoice } from "../../lib/language.ts";
import { useStore } from "../../lib/store.ts";
import { setTheme, theme, themes, type Theme } from "../../lib/theme.ts";
import { SelectField } from "../../ui/field.tsx";
import { Section } from "./section.tsx";
import { isLanguage, languages, m } from "../../messages/messages.ts";

const icons: Record<Theme, LucideIcon> = { system: Monitor, light: Sun, dark: Moon };

/** Colours and language. */
export function AppearanceSection() {
  const chosen = useStore(theme);
  return (
    <Section title={m.settings.appearance.title}>
      <div
        role="radiogroup"
        aria-label={m.settings.appearance.theme}
        className="grid max-w-sm grid-cols-3 gap-2"
      >
        {themes.map((name) => {
          const Icon = icons[name];
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
              {m.settings.appearance[name]}
            </label>
          );
        })}
      </div>
      <div className="mt-5 max-w-sm">
        <SelectField
          label={m.settings.appearance.language}
          value={useStore(languageChoice) ?? ""}
          onChange={({ target }) => {
            void chooseLanguage(isLanguage(target.value) ? target.value : null);
          }}
          options={[
            { value: "", label: m.settings.appearance.languageOfBrowser },
            ...Object.entries(languages).map(([value, label]) => ({ value, label })),
          ]}
        />
      </div>
    </Section>
  );
}
