import { useEffect } from "react";
import { useLocation } from "wouter";
import { ConnectPage } from "../apps/connect-page.tsx";
import { ConnectedAppsSection } from "../apps/connected-apps-section.tsx";
import { AppearanceSection } from "./appearance-section.tsx";
import { AssistantSection } from "./assistant-section.tsx";
import { ChannelsSection } from "./channels-section.tsx";
import { DataSection } from "./data-section.tsx";
import { DeleteAccountSection } from "./delete-account-section.tsx";
import { PasswordSection } from "./password-section.tsx";
import { ProfileSection } from "./profile-section.tsx";
import { SessionsSection } from "./sessions-section.tsx";
import { ShortcutsSection } from "./shortcuts-section.tsx";
import { TokensSection } from "./tokens-section.tsx";
import { TwoFactorSection } from "./two-factor-section.tsx";
import { m } from "../../messages/all-messages.ts";

/**
 * Everything a person can set, and at `/connect` the question of an app, whose answer can be changed here. They are one
 * file, as every file more is named in what a first visit loads.
 */
export function SettingsPage() {
  const [path] = useLocation();
  return path === "/connect" ? <ConnectPage /> : <Settings />;
}

function Settings() {
  useEffect(() => {
    document.title = m.pageTitle(m.settings.title);
  }, []);
  return (
    <main id="content" className="min-h-0 grow overflow-y-auto">
      <div className="mx-auto w-full max-w-3xl px-4 pt-5 pb-24 sm:px-9 sm:pt-8">
        <h1 className="flex min-h-9 items-center text-xl font-semibold tracking-tight">
          {m.settings.title}
        </h1>
        <ProfileSection />
        <AppearanceSection />
        <ShortcutsSection />
        <ChannelsSection />
        <PasswordSection />
        <TwoFactorSection />
        <SessionsSection />
        <TokensSection />
        <ConnectedAppsSection />
        <AssistantSection />
        <DataSection />
        <DeleteAccountSection />
      </div>
    </main>
  );
}
