import type { NextRequest } from "next/server";
import { recordAudit } from "@/server/platform/audit";
import type { Actor, Ctx } from "@/server/platform/context";
import { hasRole } from "@/server/platform/context";
import type { Access, AnswerOf, InputOf, Operation } from "@/server/platform/contract";
import { pool } from "@/server/platform/db";
import {
  AppError,
  forbidden,
  notFound,
  preconditionRequired,
  tooMany,
  toProblem,
  unauthorized,
} from "@/server/platform/errors";
import { clientAddress, identify, peerOf, sessionCookieName } from "@/server/platform/identity";
import { newId } from "@/server/platform/ids";
import { log } from "@/server/platform/log";
import { httpDurations } from "@/server/platform/metrics";
import { API_LIMIT, spend } from "@/server/platform/rate-limit";
import { faultsOf, readBody, readQuery } from "./request-input";
import { checkSameOrigin } from "./request-origin";

type Verb<Op extends Operation> = (args: { ctx: Ctx; input: InputOf<Op> }) => Promise<AnswerOf<Op> | Response>;
type Handler = (
  request: NextRequest,
  segments: { params: Promise<Record<string, string> | undefined> },
) => Promise<Response>;

interface Options<Op extends Operation> {
  /** Throws `notFound`. Asked before unusable input is answered, so that a wrong id is 404 whatever the body says. */
  exists?: (args: { ctx: Ctx; params: InputOf<Op> }) => Promise<unknown>;
}

/** A route handler out of a contract entry and a verb: who, role, limit, input, deed, output, errors. */
export function route<Op extends Operation>(op: Op, verb: Verb<Op>, options: Options<Op> = {}): Handler {
  return async (request, { params }) => {
    const started = performance.now();
    const requestId = newId();
    const response = await answer(op, verb, options, request, (await params) ?? {}, requestId).catch((error: unknown) =>
      problemResponse(error, requestId, op.id),
    );
    response.headers.set("x-request-id", requestId);
    if (!response.headers.has("cache-control")) response.headers.set("cache-control", "private, no-store");
    httpDurations().observe(
      { operation: op.id, status: String(response.status) },
      (performance.now() - started) / 1000,
    );
    return response;
  };
}

async function answer<Op extends Operation>(
  op: Op,
  verb: Verb<Op>,
  options: Options<Op>,
  request: NextRequest,
  segments: Record<string, string>,
  requestId: string,
): Promise<Response> {
  const ctx = await contextOf(request, requestId);
  await admit(op, ctx, request);
  const params = op.params.safeParse(segments);
  if (!params.success) throw notFound(segments.id === undefined ? "This" : `“${segments.id}”`);
  if (op.ifMatch && ctx.ifMatch === undefined) {
    await options.exists?.({ ctx, params: params.data as InputOf<Op> });
    throw preconditionRequired();
  }
  const input = await inputOf(op, request, params.data).catch(async (fault: unknown) => {
    await options.exists?.({ ctx, params: params.data as InputOf<Op> });
    throw fault;
  });
  const result = await verb({ ctx, input });
  return result instanceof Response ? result : encode(op, result);
}

async function contextOf(request: NextRequest, requestId: string): Promise<Ctx> {
  const actor = await identify(request.headers.get("authorization"), request.cookies.get(sessionCookieName())?.value);
  const ifMatch = request.headers.get("if-match");
  const idempotencyKey = request.headers.get("idempotency-key");
  return {
    actor,
    requestId,
    ip: addressOf(request.headers),
    signal: request.signal,
    ...(ifMatch === null ? {} : { ifMatch }),
    ...(idempotencyKey === null ? {} : { idempotencyKey }),
  };
}

/** The socket's address, or what trusted proxies say of it. */
export function addressOf(headers: Headers): string | null {
  return clientAddress(peerOf(headers), headers.get("x-forwarded-for"));
}

async function admit(op: Operation, ctx: Ctx, request: NextRequest): Promise<void> {
  if (op.access !== "public") await requireAccess(op, ctx);
  if (ctx.actor.kind === "user" && op.method !== "GET") checkSameOrigin(request);
  const who = ctx.actor.kind === "token" || ctx.actor.kind === "user" ? ctx.actor.id : `address:${ctx.ip}`;
  const wait = await spend(`api:${who}`, API_LIMIT);
  if (wait > 0) throw tooMany(wait);
}

async function requireAccess(op: Operation, ctx: Ctx): Promise<void> {
  if (ctx.actor.kind === "stranger") throw unauthorized();
  if (mayCall(op.access, ctx.actor)) return;
  await recordAudit(pool(), ctx, { action: "access.deny", object: { type: "operation", id: op.id } });
  throw forbidden(`${op.summary}: this needs the role ${op.access === "self" ? "of a person" : op.access}.`);
}

export function mayCall(access: Access, actor: Actor): boolean {
  if (access === "public") return true;
  if (access === "self") return actor.kind === "user";
  return hasRole(actor, access);
}

/** Safe: each part was parsed by the operation's own schema. */
async function inputOf<Op extends Operation>(
  op: Op,
  request: NextRequest,
  params: Record<string, unknown>,
): Promise<InputOf<Op>> {
  const query = op.query.safeParse(readQuery(request.nextUrl.searchParams));
  const body = op.method === "GET" ? op.body.safeParse({}) : op.body.safeParse(await readBody(request, op.maxBody));
  const faults = [...faultsOf(query), ...faultsOf(body)];
  if (!query.success || !body.success) throw new AppError("invalid", "The input cannot be used.", { errors: faults });
  return { ...query.data, ...body.data, ...params } as InputOf<Op>;
}

function encode(op: Operation, result: unknown): Response {
  const encoded: unknown = op.out.parse(result);
  const headers = new Headers();
  if (typeof encoded === "object" && encoded !== null && "etag" in encoded && typeof encoded.etag === "string")
    headers.set("etag", encoded.etag);
  return Response.json(encoded, { status: op.status, headers });
}

/** Every error of the API leaves here. */
export function problemResponse(error: unknown, requestId: string, operationId: string): Response {
  const problem = toProblem(error, requestId);
  if (problem.status >= 500) log().error({ err: error, requestId, operation: operationId }, "a request failed");
  const headers = new Headers(error instanceof AppError ? error.headers : {});
  headers.set("content-type", "application/problem+json");
  return new Response(JSON.stringify(problem), { status: problem.status, headers });
}
