import { wholeBrowserOptions } from "./chromium.ts";
import { expect, test } from "./person.ts";

test.use({ serviceWorkers: "allow", launchOptions: wholeBrowserOptions() });

/** What the notification service encrypts for a browser. */
const message = {
  title: "Water the plants",
  text: "Reminder",
  task_id: "0199f0a4-3c1e-7b6a-9a57-0d2f6c9b1e44",
  tag: "one",
};

test("a pushed reminder is shown by the service worker, once", async ({ page, context, url }) => {
  await context.grantPermissions(["notifications"], { origin: url });
  const devtools = await context.newCDPSession(page);
  const registration = new Promise<string>((resolve) => {
    devtools.on("ServiceWorker.workerVersionUpdated", ({ versions }) => {
      const active = versions.find(({ status }) => status === "activated");
      if (active) resolve(active.registrationId);
    });
  });
  // The app's own worker takes the message.
  await devtools.send("ServiceWorker.enable");
  const push = {
    origin: url,
    registrationId: await registration,
    data: JSON.stringify(message),
  };
  const shown = () =>
    page.evaluate(async () => {
      const worker = await navigator.serviceWorker.ready;
      const notifications = await worker.getNotifications();
      return notifications.map((one) => {
        const data: unknown = one.data;
        return { title: one.title, body: one.body, data };
      });
    });
  // Chromium drops a message while a worker is being registered. Every try of one message carries the same tag.
  for (let time = 0; time < 2; time += 1) {
    await expect(async () => {
      await devtools.send("ServiceWorker.deliverPushMessage", push);
      await expect
        .poll(shown, { timeout: 5_000 })
        .toEqual([{ title: message.title, body: message.text, data: { taskId: message.task_id } }]);
    }).toPass({ timeout: 60_000 });
  }
});
