import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { type Answer, type CallInput, call, type OperationAddress, type OperationContract } from "./api-client";

type Asked<Contract extends OperationContract> = Pick<CallInput<Contract>, "params" | "query">;

/** The key of an operation's answer: its id first, by which live events find it. The server prefetches under the same key. */
export function operationKey(operation: OperationAddress, input: { params?: unknown; query?: unknown } = {}) {
  return [operation.id, input.params ?? {}, input.query ?? {}] as const;
}

/** One operation as a query: `useQuery(operationQuery<typeof contract.getAgent>(operations.getAgent, { params: { id } }))`. */
export function operationQuery<Contract extends OperationContract>(
  operation: OperationAddress,
  input: Asked<Contract> = {},
) {
  return queryOptions({
    queryKey: operationKey(operation, input),
    queryFn: ({ signal }): Promise<Answer<Contract>> => call<Contract>(operation, { ...input, signal }),
  });
}

type ListContract = OperationContract & { out: z.ZodType<{ items: unknown[]; nextCursor: string | null }> };

/** A list as pages by cursor, for `useInfiniteQuery`; the rows of the filter before stay until those of the next are here. */
export function operationPages<Contract extends ListContract>(
  operation: OperationAddress,
  input: Asked<Contract> = {},
) {
  return infiniteQueryOptions({
    queryKey: [...operationKey(operation, input), "pages"],
    queryFn: ({ signal, pageParam }): Promise<Answer<Contract>> =>
      call<Contract>(operation, { ...input, query: fromCursor<Contract>(input.query, pageParam), signal }),
    initialPageParam: firstPage(),
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  });
}

/** Without a cursor a list begins. */
function firstPage(): string | null {
  return null;
}

/** Safe because every list operation takes an optional `cursor` beside its filters. */
function fromCursor<Contract extends ListContract>(query: Asked<Contract>["query"], cursor: string | null) {
  return (cursor === null ? query : Object.assign({}, query, { cursor })) as Asked<Contract>["query"];
}
