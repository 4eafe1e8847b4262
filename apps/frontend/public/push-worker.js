// Shows reminders that come while no page of Pakaura is open.
self.addEventListener("push", (event) => {
  const { title, text, task_id: taskId, tag } = event.data.json();
  event.waitUntil(
    self.registration.showNotification(title, {
      body: text,
      tag,
      icon: "/icon-192.png",
      data: { taskId },
    }),
  );
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const { taskId } = event.notification.data;
  event.waitUntil(self.clients.openWindow(taskId ? `/?task=${taskId}` : "/"));
});
