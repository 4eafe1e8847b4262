import { Monitor, Moon, Sun, type LucideIcon } from "lucide-react";
import {
  appearance,
  appearances,
  chooseAppearance,
  type Appearance,
  type Aspect,
} from "../../lib/appearance.ts";
import { useStore } from "../../lib/store.ts";
import { m } from "../../messages/all-messages.ts";
import { ChoiceGroup } from "../../ui/choice-group.tsx";
import { Section } from "./section.tsx";

const themeIcons: Record<Appearance["theme"][number], LucideIcon> = {
  system: Monitor,
  light: Sun,
  dark: Moon,
};

/** How the app looks on this device. */
export function AppearanceSection() {
  const { settings } = m;
  const names = settings.appearance;
  return (
    <Section title={names.title} lead={names.lead}>
      <div className="grid gap-5">
        <Choice
          aspect="theme"
          label={names.theme}
          names={names.themes}
          sign={(theme) => <ThemeIcon theme={theme} />}
        />
        <Choice
          aspect="accent"
          label={names.accent}
          names={names.accents}
          sign={(accent) => (
            <span data-accent={accent} aria-hidden className="size-3.5 rounded-full bg-accent" />
          )}
        />
        <Choice aspect="contrast" label={names.contrast} names={names.contrasts} />
        <Choice aspect="density" label={names.density} names={names.densities} />
        <Choice aspect="motion" label={names.motion} names={names.motions} />
      </div>
    </Section>
  );
}

type ChoiceProps<Name extends Aspect> = {
  aspect: Name;
  label: string;
  names: Readonly<Record<Appearance[Name][number], string>>;
  sign?: (choice: Appearance[Name][number]) => React.ReactNode;
};

function Choice<Name extends Aspect>({ aspect, label, names, sign }: ChoiceProps<Name>) {
  const choices: readonly Appearance[Name][number][] = appearances[aspect];
  return (
    <ChoiceGroup
      label={label}
      value={useStore(appearance[aspect])}
      options={choices.map((value) => ({
        value,
        label: names[value],
        ...(sign ? { sign: sign(value) } : {}),
      }))}
      onChoose={(choice) => chooseAppearance(aspect, choice)}
    />
  );
}

function ThemeIcon({ theme }: { theme: Appearance["theme"][number] }) {
  const Icon = themeIcons[theme];
  return <Icon size={16} strokeWidth={1.85} aria-hidden />;
}
