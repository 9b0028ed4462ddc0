"use client";

import { ListFilter } from "lucide-react";
import dynamic from "next/dynamic";
import { Button } from "./button";
import { Popover } from "./popover";

const ValueForm = dynamic(() => import("./value-form").then((module) => module.ValueForm), {
  ssr: false,
  loading: () => <div className="min-h-24" />,
});

/** A filter by a value that is typed or picked from those in sight. */
export function ValueFilter({
  field,
  known = [],
  hint,
  fault = () => null,
  onPick,
}: {
  field: string;
  known?: readonly string[];
  hint?: string;
  /** What is wrong with a value; null where nothing is. */
  fault?: (value: string) => string | null;
  onPick: (value: string) => void;
}) {
  return (
    <Popover
      className="w-64 p-3"
      trigger={(props) => (
        <Button
          {...props}
          className="font-normal! text-ink-2!"
          icon={<ListFilter aria-hidden="true" className="size-3.5" />}
        >
          {field}
        </Button>
      )}
    >
      {(close) => (
        <ValueForm
          field={field}
          known={known}
          hint={hint}
          fault={fault}
          onPick={(value) => {
            onPick(value);
            close();
          }}
        />
      )}
    </Popover>
  );
}
