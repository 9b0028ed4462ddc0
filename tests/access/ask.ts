import { existsSync } from "node:fs";
import { join } from "node:path";
import { NextRequest } from "next/server";
import type { Operation } from "@/server/platform/contract";
import { newId } from "@/server/platform/ids";
import type { Credentials } from "./people";

type Handler = (request: NextRequest, segments: { params: Promise<Record<string, string>> }) => Promise<Response>;

const ORIGIN = "http://127.0.0.1:3000";

/** The route file of an operation, `{id}` as Next spells it. */
export function routeFile(op: Operation): string {
  return join(process.cwd(), "app", op.path.replace(/\{(\w+)\}/g, "[$1]"), "route.ts");
}

interface Asked {
  params?: Record<string, string>;
  query?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

/** Calls an operation's own route handler. Parameters not given are ids of nothing. */
export async function ask(
  op: Operation,
  who: Credentials,
  { params = {}, query = "", body, headers = {} }: Asked = {},
): Promise<Response> {
  const file = routeFile(op);
  if (!existsSync(file)) throw new Error(`${op.id} has no route at ${file}`);
  const routes: Record<string, Handler | undefined> = await import(/* @vite-ignore */ file);
  const handler = routes[op.method];
  if (!handler) throw new Error(`${op.id}: ${file} exports no ${op.method}`);
  const named = Object.fromEntries(
    [...op.path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => [name, params[name] ?? newId()]),
  );
  const path = op.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(named[name] ?? ""));
  const request = new NextRequest(`${ORIGIN}${path}${query}`, {
    method: op.method,
    headers: { ...who, ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return handler(request, { params: Promise.resolve(named) });
}
