/** The look of a value of a task that opens what changes it. */
export const valueLook =
  "-ms-2 inline-flex min-h-9 max-w-full items-center gap-2 rounded-lg px-2 py-1 text-start text-sm transition-colors duration-(--quick) hover:bg-hover pointer-coarse:min-h-11";
