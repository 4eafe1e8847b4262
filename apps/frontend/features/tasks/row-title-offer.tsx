import type { Task } from "@pakaura/contract/task";
import type { RefObject } from "react";
import { TitleOffer } from "../quick-add/title-offer.tsx";
import type { DueContext } from "./due-words.ts";
import { takeReading } from "./take-reading.ts";

type RowTitleOfferProps = {
  task: Task;
  context: DueContext;
  text: string;
  field: RefObject<HTMLInputElement | null>;
  /** Called when it was taken: nothing is left to be saved. */
  onTaken: () => void;
};

/** What the title of a row says besides a title, below the field that it is written in. */
export function RowTitleOffer({ task, context, text, field, onTaken }: RowTitleOfferProps) {
  return (
    <TitleOffer
      task={task}
      context={context}
      before={task.title}
      text={text}
      field={field}
      onTake={(reading) => {
        takeReading(task, reading);
        onTaken();
      }}
    />
  );
}
