"use client";

import { type ReactNode, useEffect, useState } from "react";
import { Button } from "./button";
import { cx } from "./cx";
import { Notice } from "./empty";
import { HostileText } from "./hostile-text";
import { Mark } from "./mark";
import type { PanelState } from "./panel-state";
import { Section } from "./section";
import { Since } from "./time";

const SKELETON_AFTER_MS = 200;

/** True once the wait is long enough to be worth showing. */
function useSlow(): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SKELETON_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return slow;
}

/** A grey bar in the place of words or a figure. */
export function Bone({ className }: { className?: string }) {
  return <span className={cx("inline-block h-2.5 rounded-[2px] bg-line", className)} />;
}

/** Empty at first, then axis lines in the final height. */
export function Skeleton({ lines = 4 }: { lines?: number }) {
  const slow = useSlow();
  return (
    <div role="status" className="flex min-h-24 flex-1 flex-col justify-between py-2 pl-7">
      <span className="sr-only">Loading</span>
      {slow
        ? Array.from({ length: lines }, (_, index) => index).map((line) => <Bone key={line} className="h-px w-full" />)
        : null}
    </div>
  );
}

function Answer({ state, answer }: { state: PanelState; answer: ReactNode }) {
  if (state.kind === "loading") return <Bone className="w-16 align-middle" />;
  if (state.kind === "error") return null;
  if (state.kind !== "stale") return answer;
  return (
    <span className="inline-flex items-center gap-[7px] text-degraded">
      <Mark shape="half-disc" />
      <span>
        <Since at={state.since} /> behind
      </span>
    </span>
  );
}

/** What stands in a panel's body in each of its states; the height is the same in all. */
export function PanelBody({ state, children }: { state: PanelState; children: ReactNode }) {
  if (state.kind === "loading") return <Skeleton />;
  if (state.kind === "empty") return state.empty;
  if (state.kind === "error") {
    const { title, detail, requestId } = state.problem;
    return (
      <div role="alert">
        <Notice
          shape="cross"
          tone="text-down"
          title={<HostileText text={title} />}
          detail={
            <>
              <HostileText text={detail} />
              {requestId ? <span className="text-small text-ink-3"> Request {requestId}</span> : null}
            </>
          }
          actions={
            <>
              {state.retry ? (
                <Button size="small" onClick={state.retry}>
                  Try again
                </Button>
              ) : null}
              {state.action}
            </>
          }
        />
      </div>
    );
  }
  if (state.kind === "ready") return children;
  return (
    <div className="flex flex-1 flex-col">
      <div className="flex-1 text-ink-2 saturate-[.3] [&_svg]:opacity-55">{children}</div>
      <div className="flex flex-wrap items-center gap-2 py-1 text-small">
        <span className="min-w-0 flex-1">{state.why}</span>
        {state.action}
      </div>
    </div>
  );
}

const heights = { s: "min-h-chart-s", m: "min-h-chart-m", l: "min-h-chart-l", free: "" };

/** A section that loads: title, answer and a body whose height never jumps. */
export function Panel({
  title,
  answer,
  actions,
  state,
  height = "free",
  flush = false,
  children,
}: {
  title: ReactNode;
  answer?: ReactNode;
  actions?: ReactNode;
  state: PanelState;
  height?: keyof typeof heights;
  flush?: boolean;
  children: ReactNode;
}) {
  const bare = state.kind === "ready" || state.kind === "stale";
  return (
    <Section title={title} answer={<Answer state={state} answer={answer} />} actions={actions} flush={flush}>
      <div
        className={cx("flex flex-col", heights[height], flush && !bare && "px-gutter pb-3")}
        aria-busy={state.kind === "loading"}
      >
        <PanelBody state={state}>{children}</PanelBody>
      </div>
    </Section>
  );
}
