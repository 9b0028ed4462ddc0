"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { operations } from "@/components/operations.generated";
import { call } from "@/components/shell/api-client";
import { tellDone, tellFailed } from "@/components/ui/toast";
import type { contract } from "@/server/health/contract";
import { incidentCode } from "./incident-words";
import { type IncidentItem, incidentQuery } from "./queries";

function useTakeIn() {
  const client = useQueryClient();
  return async (incident: IncidentItem) => {
    client.setQueryData(incidentQuery(incident.id).queryKey, incident);
    await client.invalidateQueries({ queryKey: [operations.listIncidents.id] });
  };
}

/** Says that the reader is on it. */
export function useAcknowledge() {
  const takeIn = useTakeIn();
  return useMutation({
    mutationFn: (id: string) =>
      call<typeof contract.acknowledgeIncident>(operations.acknowledgeIncident, { params: { id } }),
    onSuccess: (incident) => {
      tellDone(`${incidentCode(incident)} acknowledged`);
      return takeIn(incident);
    },
    onError: (error) => tellFailed("The incident was not acknowledged", error),
  });
}

/** Adds a line to an incident's timeline; what failed is told by the form that keeps the words. */
export function useComment() {
  const takeIn = useTakeIn();
  return useMutation({
    mutationFn: ({ id, text }: { id: string; text: string }) =>
      call<typeof contract.commentIncident>(operations.commentIncident, { params: { id }, body: { text } }),
    onSuccess: takeIn,
  });
}
