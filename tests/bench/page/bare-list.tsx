// The least that React does with the same tasks: one array in memory, one windowed list of the same rows.
import { snapshotSchema } from "@pakaura/contract/http";
import type { Task } from "@pakaura/contract/task";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef, useState } from "react";
import { createRoot } from "react-dom/client";

const days = new Intl.DateTimeFormat("en", { dateStyle: "medium" });
const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
const byNewest = (left: Task, right: Task): number =>
  compare(right.created_at, left.created_at) || compare(right.id, left.id);

function Row({ task, start, onToggle }: { task: Task; start: number; onToggle: () => void }) {
  return (
    <div
      data-task={task.id}
      aria-label={task.title}
      style={{ transform: `translateY(${start}px)` }}
    >
      <button
        type="button"
        role="checkbox"
        aria-checked={task.completed}
        aria-label={`Complete ${task.title}`}
        onClick={onToggle}
      />
      <span>{task.title}</span>
      {task.tags.map((tag) => (
        <span key={tag}>#{tag}</span>
      ))}
      {task.due_date !== null && <time>{days.format(new Date(task.due_date))}</time>}
      {task.priority !== "none" && <span>{task.priority}</span>}
    </div>
  );
}

type ListProps = { tasks: readonly Task[]; onToggle: (task: Task) => void };

function List({ tasks, onToggle }: ListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: tasks.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 45,
    overscan: 12,
  });
  return (
    <div ref={scroller} className="scroller" data-testid="task-scroller">
      <div style={{ position: "relative", height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const task = tasks[index];
          return (
            task && <Row key={task.id} task={task} start={start} onToggle={() => onToggle(task)} />
          );
        })}
      </div>
    </div>
  );
}

function Page({ loaded }: { loaded: readonly Task[] }) {
  const [tasks, setTasks] = useState(loaded);
  const [isOpen, setIsOpen] = useState(true);
  const [title, setTitle] = useState("");
  const shown = tasks.filter((task) => !task.completed).toSorted(byNewest);

  function add(): void {
    const [like] = tasks;
    if (!like) return;
    const created_at = new Date().toISOString();
    const added: Task = { ...like, tags: [], due_date: null, priority: "none" };
    setTasks([...tasks, { ...added, id: crypto.randomUUID(), title, created_at }]);
    setTitle("");
  }
  return (
    <>
      <nav>
        <button type="button" onClick={() => setIsOpen(false)}>
          Today
        </button>
        <button type="button" onClick={() => setIsOpen(true)}>
          All
        </button>
      </nav>
      <input
        aria-label="Title of the new task"
        value={title}
        onChange={(event) => setTitle(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") add();
        }}
      />
      {isOpen && (
        <List
          tasks={shown}
          onToggle={(task) =>
            setTasks(tasks.map((item) => (item === task ? { ...task, completed: true } : item)))
          }
        />
      )}
    </>
  );
}

const answer = await fetch("/snapshot.json");
const { items } = snapshotSchema.parse(await answer.json());
const root = document.getElementById("root");
if (root) createRoot(root).render(<Page loaded={items} />);
