import { createStore } from "../../lib/store.ts";

const storageKey = "pakaura.reminder-sound";

/** Whether reminders are heard on this device. Off unless somebody turns it on. */
export const reminderSound = createStore(localStorage.getItem(storageKey) === "on");

/** Turns the sound on or off, and plays it once when it is on. */
export function setReminderSound(isOn: boolean): void {
  localStorage.setItem(storageKey, isOn ? "on" : "off");
  reminderSound.set(isOn);
  if (isOn) playReminderSound();
}

/** Two soft notes, a fourth apart, in hertz. */
const notes = [659.25, 880] as const;
const noteSeconds = 0.16;

/** Plays the sound of a reminder. A browser that wants a click first stays silent. */
export function playReminderSound(): void {
  const context = new AudioContext();
  const start = context.currentTime;
  notes.forEach((frequency, index) => {
    const from = start + index * noteSeconds;
    const oscillator = context.createOscillator();
    const volume = context.createGain();
    oscillator.frequency.value = frequency;
    volume.gain.setValueAtTime(0, from);
    volume.gain.linearRampToValueAtTime(0.12, from + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, from + noteSeconds * 2);
    oscillator.connect(volume).connect(context.destination);
    oscillator.start(from);
    oscillator.stop(from + noteSeconds * 2);
    if (index === notes.length - 1) oscillator.onended = () => void context.close();
  });
}
