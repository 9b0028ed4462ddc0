import { cx } from "./cx";

/** One of a few, all in sight. */
export function Segmented<Value extends string>({
  label,
  options,
  value,
  onChange,
}: {
  label: string;
  options: readonly { value: Value; label: string }[];
  value: Value;
  onChange: (value: Value) => void;
}) {
  return (
    <fieldset
      aria-label={label}
      className="inline-flex h-control shrink-0 rounded-2 border border-line max-desk:h-control-touch"
    >
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
          className={cx(
            "inline-flex items-center border-line border-r px-2.5 first:rounded-l-[4px] last:rounded-r-[4px] last:border-r-0",
            option.value === value ? "bg-surface-selected font-medium text-ink-1" : "text-ink-2 hover:bg-surface-hover",
          )}
        >
          {option.label}
        </button>
      ))}
    </fieldset>
  );
}
