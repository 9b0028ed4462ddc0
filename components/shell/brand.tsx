/** Four strokes and one across: a roll call's tally. */
export function BrandMark() {
  return (
    <svg
      viewBox="0 0 18 18"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      aria-hidden="true"
      className="size-[18px] flex-none"
    >
      <path d="M3.5 3v12m3.7-12v12m3.7-12v12m3.7-12v12" />
      <path d="m1.5 12.8 15-7.6" stroke="var(--accent)" />
    </svg>
  );
}
