import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { cx } from "./cx";
import { Kbd } from "./kbd";

export type ButtonVariant = "plain" | "primary" | "bare" | "danger" | "danger-quiet";

type Look = { variant?: ButtonVariant; size?: "regular" | "small"; icon?: ReactNode; kbd?: string };
type AsButton = Look & ComponentProps<"button"> & { href?: undefined };
type AsLink = Look & Omit<ComponentProps<typeof Link>, "type"> & { href: string; disabled?: undefined };

const variants: Record<ButtonVariant, string> = {
  plain: "border-line bg-surface-0 text-ink-1 hover:bg-surface-hover",
  primary: "border-transparent bg-accent-fill text-on-fill hover:bg-accent-fill-hover",
  bare: "border-transparent text-accent hover:bg-surface-hover",
  danger: "border-transparent bg-danger-fill text-on-fill hover:brightness-90",
  "danger-quiet": "border-line bg-surface-0 text-down hover:bg-surface-hover",
};

const sizes = {
  regular: "h-control text-base max-desk:h-control-touch",
  small: "h-6 text-small leading-5 max-desk:h-9 max-desk:text-base",
};

function look({ variant = "plain", size = "regular" }: Look, className?: string): string {
  const padding = variant === "bare" ? "px-1.5" : size === "small" ? "px-2 max-desk:px-3" : "px-2.5";
  return cx(
    "inline-flex shrink-0 items-center justify-center gap-1.5 whitespace-nowrap rounded-2 border font-medium no-underline motion-safe:transition-colors motion-safe:duration-[90ms] hover:no-underline focus-visible:rounded-2",
    "disabled:border-line disabled:bg-surface-1 disabled:text-ink-3 aria-busy:cursor-progress",
    variants[variant],
    sizes[size],
    padding,
    className,
  );
}

function Inside({
  icon,
  kbd,
  filled,
  children,
}: Pick<Look, "icon" | "kbd"> & { filled: boolean; children: ReactNode }) {
  return (
    <>
      {icon}
      {children}
      {kbd ? (
        <Kbd className={cx("-mr-1 max-desk:hidden", filled && "border-current! bg-transparent! text-on-fill!")}>
          {kbd}
        </Kbd>
      ) : null}
    </>
  );
}

/** A verb with its object. With `href` it is a link that looks the same. At most one `primary` on a page or row. */
export function Button(props: AsButton | AsLink) {
  const { variant, size, icon, kbd, className, children, ...rest } = props;
  const inside = (
    <Inside icon={icon} kbd={kbd} filled={variant === "primary" || variant === "danger"}>
      {children}
    </Inside>
  );
  if (rest.href !== undefined) {
    return (
      <Link {...rest} className={look({ variant, size }, className)}>
        {inside}
      </Link>
    );
  }
  return (
    <button type="button" {...rest} className={look({ variant, size }, className)}>
      {inside}
    </button>
  );
}
