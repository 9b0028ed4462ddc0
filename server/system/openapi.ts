import { z } from "zod";
import type { Operation } from "@/server/platform/contract";

type Json = Record<string, unknown>;

const PROBLEM: Json = {
  type: "object",
  required: ["type", "title", "status", "detail", "errors", "requestId"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string" },
    errors: {
      type: "array",
      items: { type: "object", properties: { path: { type: "string" }, message: { type: "string" } } },
    },
    requestId: { type: "string" },
  },
};

const MEANINGS: Record<number, string> = {
  400: "Unusable input",
  401: "Neither signed in nor a token",
  403: "The role does not suffice",
  404: "No such object",
  409: "Busy or in conflict",
  412: "Changed meanwhile",
  413: "The body is too large",
  422: "Well-formed and still impossible",
  428: "If-Match is missing",
  429: "Too many requests",
  503: "A dependency is away",
};

interface About {
  version: string;
  /** Name of the session's cookie. */
  cookie: string;
}

/** The OpenAPI 3.1 document of the operations, from the schemas that validate them. */
export function openApiDocument(operations: readonly Operation[], { version, cookie }: About): Json {
  const paths: Record<string, Json> = {};
  for (const op of operations) paths[op.path] = { ...paths[op.path], [op.method.toLowerCase()]: operationObject(op) };
  return {
    openapi: "3.1.0",
    info: {
      title: "Muster",
      version,
      description: "Operations dashboard for fleets of agents",
      license: { name: "MIT", identifier: "MIT" },
    },
    security: [{ bearer: [] }, { session: [] }],
    paths,
    components: {
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer" },
        session: { type: "apiKey", in: "cookie", name: cookie },
      },
      schemas: { Problem: PROBLEM },
      responses: Object.fromEntries(
        Object.entries(MEANINGS).map(([status, description]) => [`E${status}`, problem(description)]),
      ),
    },
  };
}

function problem(description: string): Json {
  return { description, content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } } };
}

function operationObject(op: Operation): Json {
  return {
    operationId: op.id,
    summary: op.summary,
    tags: [op.path.split("/")[2] ?? "system"],
    "x-role": op.access,
    ...securityOf(op),
    parameters: parametersOf(op),
    ...bodyOf(op),
    responses: { ...errorsOf(op), ...answersOf(op) },
  };
}

/** A token has no account of its own: what is about oneself takes a session. */
function securityOf(op: Operation): Json {
  if (op.access === "public") return { security: [] };
  return op.access === "self" ? { security: [{ session: [] }] } : {};
}

/** An absent body counts as an empty object, so it is asked for only where a field must be given. */
function bodyOf(op: Operation): Json {
  const schema = schemaOf(op.body, "input");
  const choices = "oneOf" in schema || "anyOf" in schema;
  if (op.method === "GET" || (partsOf(op.body).length === 0 && !choices)) return {};
  const required = choices || requiredOf(op.body).length > 0;
  return { requestBody: { required, content: { "application/json": { schema } } } };
}

function answersOf(op: Operation): Json {
  return Object.fromEntries([op.status, ...op.otherStatuses].map((status) => [status, answerOf(op)]));
}

function answerOf(op: Operation): Json {
  const schema = schemaOf(op.out, "output");
  const type = typeof schema.contentMediaType === "string" ? schema.contentMediaType : "application/json";
  return { description: "Done", content: { [type]: { schema } } };
}

function errorsOf(op: Operation): Json {
  const signedIn = op.access === "public" ? [] : [401, 403];
  const named = op.path.includes("{") ? [404] : [];
  const preconditions = op.ifMatch ? [412, 428] : [];
  const writes = op.method === "GET" ? [] : [409, 413, 422];
  const all = [400, ...signedIn, ...named, ...writes, ...preconditions, 429, 503];
  return Object.fromEntries(all.map((status) => [status, { $ref: `#/components/responses/E${status}` }]));
}

function parametersOf(op: Operation): Json[] {
  const path = partsOf(op.params).map(([name, schema]) => ({ name, in: "path", required: true, schema }));
  const required = new Set(requiredOf(op.query));
  const query = partsOf(op.query).map(([name, schema]) => ({
    name,
    in: "query",
    required: required.has(name),
    schema,
  }));
  const header = op.ifMatch ? [{ name: "If-Match", in: "header", required: true, schema: { type: "string" } }] : [];
  return [...path, ...query, ...header];
}

function partsOf(schema: z.ZodType): [string, Json][] {
  const { properties } = schemaOf(schema, "input");
  return typeof properties === "object" && properties !== null ? Object.entries(properties) : [];
}

function requiredOf(schema: z.ZodType): string[] {
  const { required } = schemaOf(schema, "input");
  return Array.isArray(required) ? required : [];
}

/** A transform has no JSON form of its own: its `meta` says what arrives. */
function schemaOf(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any", reused: "inline" });
  return rest;
}
