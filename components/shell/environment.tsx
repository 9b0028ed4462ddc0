"use client";

import { ChevronDown } from "lucide-react";
import { parseAsString, useQueryState } from "nuqs";
import { Menu } from "@/components/ui/menu";

export type EnvironmentChoice = { name: string; protected: boolean };

const parser = parseAsString.withOptions({ shallow: false });

/** The environment the page is narrowed to, from the address; null for all. */
export function useEnvironment(): string | null {
  return useQueryState("environment", parser)[0];
}

/** An address inside Muster that keeps the chosen environment. */
export function withEnvironment(path: string, environment: string | null): string {
  return environment === null ? path : `${path}?environment=${encodeURIComponent(environment)}`;
}

/** Narrows every page to one environment. A protected one carries its pattern, not only a colour. */
export function EnvironmentSelect({ environments }: { environments: readonly EnvironmentChoice[] }) {
  const [chosen, choose] = useQueryState("environment", parser);
  const isProtected = environments.some((environment) => environment.name === chosen && environment.protected);
  return (
    <Menu
      label="Environment"
      align="start"
      items={[
        { label: "All environments", checked: chosen === null, onSelect: () => choose(null) },
        ...environments.map(({ name }) => ({ label: name, checked: name === chosen, onSelect: () => choose(name) })),
      ]}
      trigger={(props) => (
        <button
          {...props}
          type="button"
          className="flex h-control min-w-0 flex-none items-center max-desk:flex-initial gap-2 rounded-2 pr-2 font-medium hover:bg-surface-hover max-desk:h-control-touch"
        >
          <span aria-hidden="true" className={isProtected ? "hatch-protected h-5 w-2 rounded-[1px]" : "h-5 w-0"} />
          <span className="sr-only">Environment: </span>
          <span className="max-w-40 truncate">{chosen ?? "All environments"}</span>
          {isProtected ? <span className="sr-only">, protected</span> : null}
          <ChevronDown aria-hidden="true" className="size-3.5 text-ink-3" />
        </button>
      )}
    />
  );
}
