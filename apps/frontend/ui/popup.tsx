import { Menu } from "@base-ui/react/menu";
import { Popover } from "@base-ui/react/popover";
import { Check } from "lucide-react";
import type { ReactElement, ReactNode } from "react";

const panelLook =
  "rise z-50 rounded-xl border border-line bg-surface text-ink shadow-popup outline-none max-w-[calc(100vw-1rem)] max-h-(--available-height) overflow-y-auto";

type OpeningProps = {
  trigger: ReactElement;
  open?: boolean | undefined;
  isOpenAtFirst?: boolean | undefined;
  onOpenChange?: ((open: boolean) => void) | undefined;
};

type PopupProps = OpeningProps & { label: string; children: ReactNode };

/** The props of a root that its user opens and closes, or that does so by itself. */
function opening({ open, isOpenAtFirst, onOpenChange }: Omit<OpeningProps, "trigger">): {
  defaultOpen: boolean;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
} {
  return {
    defaultOpen: isOpenAtFirst ?? false,
    ...(open === undefined ? {} : { open }),
    ...(onOpenChange ? { onOpenChange: (next: boolean) => onOpenChange(next) } : {}),
  };
}

/** A small panel beside the button that opens it. */
export function Popup({ trigger, label, children, ...rest }: PopupProps) {
  return (
    <Popover.Root {...opening(rest)}>
      <Popover.Trigger render={trigger} />
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} align="start" collisionPadding={8} className="z-50">
          <Popover.Popup aria-label={label} className={panelLook}>
            {children}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

type ChoiceMenuProps<Value extends string> = OpeningProps & {
  value: Value;
  options: readonly { value: Value; label: string; icon?: ReactNode }[];
  onChoose: (value: Value) => void;
  children?: ReactNode;
};

/** A menu to choose one of a few. `children` come after the choices. */
export function ChoiceMenu<Value extends string>(props: ChoiceMenuProps<Value>) {
  return (
    <Menu.Root {...opening(props)}>
      <Menu.Trigger render={props.trigger} />
      <Menu.Portal>
        <Menu.Positioner sideOffset={6} align="start" collisionPadding={8} className="z-50">
          <Menu.Popup className={`${panelLook} min-w-48 p-1`}>
            <Menu.RadioGroup value={props.value} onValueChange={props.onChoose}>
              {props.options.map((option) => (
                <Menu.RadioItem
                  key={option.value}
                  value={option.value}
                  closeOnClick
                  className="flex h-9 cursor-pointer items-center gap-2.5 rounded-lg pe-2 ps-2.5 text-sm outline-none data-highlighted:bg-hover pointer-coarse:h-11"
                >
                  {option.icon}
                  <span className="grow">{option.label}</span>
                  <Menu.RadioItemIndicator className="text-accent">
                    <Check size={15} aria-hidden />
                  </Menu.RadioItemIndicator>
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
            {props.children}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

/** A menu of things to do, which are its `MenuEntry` children. */
export function ActionMenu({ trigger, children }: { trigger: ReactElement; children: ReactNode }) {
  return (
    <Menu.Root>
      <Menu.Trigger render={trigger} />
      <Menu.Portal>
        <Menu.Positioner sideOffset={6} align="end" collisionPadding={8} className="z-50">
          <Menu.Popup className={`${panelLook} min-w-48 p-1`}>{children}</Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

/** Another entry of a menu. */
export function MenuEntry({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <Menu.Item
      onClick={onClick}
      className="flex h-9 cursor-pointer items-center gap-2.5 rounded-lg px-2.5 text-sm outline-none data-highlighted:bg-hover pointer-coarse:h-11"
    >
      {children}
    </Menu.Item>
  );
}

/** A line between entries of a menu. */
export function MenuLine() {
  return <Menu.Separator className="mx-2 my-1 h-px bg-line" />;
}
