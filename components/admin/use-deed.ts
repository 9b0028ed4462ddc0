"use client";

import { useQueryClient } from "@tanstack/react-query";
import { tellDone, tellFailed } from "@/components/ui/toast";

/** Runs a deed of a list: asks the lists it changes again, says that it is done or what went wrong. */
export function useDeed(...changed: { id: string }[]) {
  const client = useQueryClient();
  const refresh = () => Promise.all(changed.map(({ id }) => client.invalidateQueries({ queryKey: [id] })));
  return {
    refresh,
    async run(deed: () => Promise<unknown>, done: string, failed: string): Promise<void> {
      try {
        await deed();
        await refresh();
        tellDone(done);
      } catch (error) {
        tellFailed(failed, error);
      }
    },
  };
}
