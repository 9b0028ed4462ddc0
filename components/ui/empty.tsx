import type { ReactNode } from "react";
import { Mark, type MarkShape } from "./mark";

export type EmptyKind = "nothing-yet" | "nothing-matches" | "not-connected" | "all-well";

const faces: Record<EmptyKind, { shape: MarkShape; tone: string }> = {
  "nothing-yet": { shape: "ring", tone: "text-ink-3" },
  "nothing-matches": { shape: "ring", tone: "text-ink-3" },
  "not-connected": { shape: "diamond", tone: "text-unknown" },
  "all-well": { shape: "disc", tone: "text-healthy" },
};

/** Said in place of content: what is so, why, and the next step. */
export function Notice({
  shape,
  tone,
  title,
  detail,
  actions,
}: {
  shape: MarkShape;
  tone: string;
  title: ReactNode;
  detail?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className="flex gap-2.5">
      <span className={`pt-[3px] ${tone}`}>
        <Mark shape={shape} />
      </span>
      <div className="min-w-0 max-w-[72ch]">
        <p className="font-medium [overflow-wrap:anywhere]">{title}</p>
        {detail ? <p className="text-ink-2 [overflow-wrap:anywhere]">{detail}</p> : null}
        {actions ? <div className="mt-2 flex flex-wrap items-center gap-2">{actions}</div> : null}
      </div>
    </div>
  );
}

/** Nothing to show, of one of four kinds; "all well" says when it was last looked at. */
export function Empty({
  kind,
  ...rest
}: {
  kind: EmptyKind;
  title: ReactNode;
  detail?: ReactNode;
  actions?: ReactNode;
}) {
  return <Notice {...faces[kind]} {...rest} />;
}
