import type { z } from "zod";

/** How to reach an operation: what the build writes into `components/operations.generated.ts`. */
export type OperationAddress = { readonly id: string; readonly method: string; readonly path: string };

/** What a contract tells the compiler about an operation. Only types are taken from it: zod stays out of the browser. */
export type OperationContract = {
  params?: z.ZodType | undefined;
  query?: z.ZodType | undefined;
  body?: z.ZodType | undefined;
  out: z.ZodType;
};

type Given<Schema> = NonNullable<Schema> extends z.ZodType ? z.input<NonNullable<Schema>> : undefined;

export type CallInput<Contract extends OperationContract> = {
  params?: Given<Contract["params"]>;
  query?: Given<Contract["query"]>;
  body?: Given<Contract["body"]>;
  headers?: Record<string, string>;
  signal?: AbortSignal | undefined;
};

/** What an operation answers, in the wire's shape. */
export type Answer<Contract extends OperationContract> = z.output<Contract["out"]>;

export type FieldFault = { path: string; message: string };

/** An answer of RFC 9457, or the words for a server that could not be reached. */
export class Problem extends Error {
  override readonly name = "Problem";

  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly errors: readonly FieldFault[] = [],
    readonly requestId: string | null = null,
    readonly type: string = "about:blank",
  ) {
    super(detail);
  }
}

/** Fills the path and appends the query. A list is repeated; what is undefined or null is left out. */
export function addressOf(operation: OperationAddress, params: unknown, query: unknown): string {
  const named = recordOf(params);
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(named[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(recordOf(query))) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined && item !== null) search.append(name, String(item));
    }
  }
  const asked = search.toString();
  return asked ? `${path}?${asked}` : path;
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

/** Calls an operation and gives its answer; throws `Problem` for whatever is not one. */
export async function call<Contract extends OperationContract>(
  operation: OperationAddress,
  input: CallInput<Contract> = {},
): Promise<Answer<Contract>> {
  const response = await reach(operation, input);
  if (!response.ok) throw await problemOf(response);
  return trusted<Contract>(response.status === 204 ? null : await response.json());
}

/** The server parsed this answer with the contract's own schema before it was sent. */
function trusted<Contract extends OperationContract>(body: unknown): Answer<Contract> {
  return body as Answer<Contract>;
}

async function reach(operation: OperationAddress, input: CallInput<OperationContract>): Promise<Response> {
  const hasBody = input.body !== undefined;
  try {
    return await fetch(addressOf(operation, input.params, input.query), {
      method: operation.method.toUpperCase(),
      headers: {
        accept: "application/json",
        ...(hasBody ? { "content-type": "application/json" } : {}),
        ...input.headers,
      },
      body: hasBody ? JSON.stringify(input.body) : null,
      signal: input.signal ?? null,
    });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw new Problem(0, "Muster does not answer", "The connection to Muster is lost. What is shown is from before.");
  }
}

/** Reads problem JSON; an answer of another kind (a proxy's page) is told by its status. */
export async function problemOf(response: Response): Promise<Problem> {
  const body = response.headers.get("content-type")?.includes("json") ? recordOf(await response.json()) : {};
  const text = (name: string, other: string) => (typeof body[name] === "string" ? body[name] : other);
  const title = text("title", `HTTP ${response.status}`);
  const detail = text("detail", `The server answered ${response.status} without saying why.`);
  const requestId = text("requestId", "") || response.headers.get("x-request-id");
  return new Problem(response.status, title, detail, faultsOf(body.errors), requestId, text("type", "about:blank"));
}

function faultsOf(errors: unknown): FieldFault[] {
  if (!Array.isArray(errors)) return [];
  return errors.map(recordOf).map(({ path, message }) => ({ path: String(path), message: String(message) }));
}
