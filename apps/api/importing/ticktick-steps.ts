type Step = { title: string; isDone: boolean };

/** The squares before the items of a check list: an empty one, and one of what is done. */
const mark = /[▫▪]/u;
const maxSteps = 1_000;

/** The content of a task: notes, and the items of a check list, each behind its square. */
export function readTickTickSteps(content: string, kind: string): { notes: string; steps: Step[] } {
  if (kind.toUpperCase() !== "CHECKLIST" || !mark.test(content))
    return { notes: content, steps: [] };
  const begin = content.search(mark);
  const items = content.slice(begin).split(/(?=[▫▪])/u);
  const steps = items.slice(0, maxSteps).flatMap((item): Step[] => {
    const title = item.slice(1).trim();
    return title === "" ? [] : [{ title, isDone: item.startsWith("▪") }];
  });
  const rest = items.slice(maxSteps).join("\n");
  return { notes: [content.slice(0, begin).trim(), rest].filter(Boolean).join("\n\n"), steps };
}
