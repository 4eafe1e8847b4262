import { currentLocale } from "./format.ts";
import type { Language } from "./messages.ts";

// Apart from the catalogues, which every first visit loads: few people ever see these.

const en = {
  title: "Connected apps",
  lead: "Assistants and other apps that you allowed to get at your tasks.",
  none: "No app has access.",
  since: (day: string) => `since ${day}`,
  disconnect: "Disconnect",
  notDisconnected: "Could not be disconnected",
  connect: "Connect an app",
  asks: (name: string) => `${name} asks for access to your tasks.`,
  vouched: (host: string) => `It is the app of ${host}.`,
  notVouched: "Nobody vouches for this name. Go on only if you have just started it yourself.",
  goesTo: (host: string) => `You are sent back to ${host}.`,
  reads: "It may read your tasks, tags and activity.",
  writes:
    "It may add, change, complete and delete tasks. What it does is in the activity, and can be undone.",
  until: "You can disconnect it at any time, in the settings.",
  allow: "Allow",
  deny: "Deny",
  incomplete: "This address is not complete. Start again in the app.",
  unknown: "This app is not known. Start again in the app.",
};
export type AppMessages = typeof en;

const de: AppMessages = {
  title: "Verbundene Apps",
  lead: "Assistenten und andere Apps, denen du deine Aufgaben erlaubt hast.",
  none: "Keine App hat Zugriff.",
  since: (day) => `seit ${day}`,
  disconnect: "Trennen",
  notDisconnected: "Konnte nicht getrennt werden",
  connect: "Eine App verbinden",
  asks: (name) => `${name} bittet um Zugriff auf deine Aufgaben.`,
  vouched: (host) => `Es ist die App von ${host}.`,
  notVouched:
    "Für diesen Namen steht niemand ein. Fahre nur fort, wenn du sie gerade selbst gestartet hast.",
  goesTo: (host) => `Danach geht es zurück zu ${host}.`,
  reads: "Sie darf deine Aufgaben, Tags und die Aktivität lesen.",
  writes:
    "Sie darf Aufgaben anlegen, ändern, abhaken und löschen. Was sie tut, steht in der Aktivität und lässt sich zurücknehmen.",
  until: "Du kannst sie jederzeit in den Einstellungen trennen.",
  allow: "Erlauben",
  deny: "Ablehnen",
  incomplete: "Diese Adresse ist nicht vollständig. Beginne in der App noch einmal.",
  unknown: "Diese App ist nicht bekannt. Beginne in der App noch einmal.",
};

const catalogues: Record<Language, AppMessages> = { en, de };

/** The texts about connected apps, in the language that is spoken. */
export function appMessages(): AppMessages {
  return currentLocale().toLowerCase().startsWith("de") ? catalogues.de : catalogues.en;
}
