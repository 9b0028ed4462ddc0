const GAP = 4;
const EDGE = 8;

type Box = { left: number; top: number; right: number; bottom: number };
type Size = { width: number; height: number };

/** Where a floating box goes: below its anchor, above where there is no room, never past the window's edge. */
export function positionBeside(
  anchor: Box,
  float: Size,
  view: Size,
  align: "start" | "end" = "start",
): { left: number; top: number } {
  const below = anchor.bottom + GAP;
  const above = anchor.top - GAP - float.height;
  const top = below + float.height > view.height - EDGE && above >= EDGE ? above : below;
  const wanted = align === "start" ? anchor.left : anchor.right - float.width;
  const left = Math.max(EDGE, Math.min(wanted, view.width - float.width - EDGE));
  return { left, top };
}

/** Moves a shown popover beside its anchor. */
export function placeBeside(anchor: Element, float: HTMLElement, align?: "start" | "end"): void {
  const view = { width: document.documentElement.clientWidth, height: window.innerHeight };
  const { left, top } = positionBeside(anchor.getBoundingClientRect(), float.getBoundingClientRect(), view, align);
  float.style.left = `${left}px`;
  float.style.top = `${top}px`;
}
