import { expect, test } from "vitest";
import { allOperations } from "@/server/contracts";
import { openApiDocument } from "./openapi";

const document = JSON.parse(JSON.stringify(openApiDocument(allOperations(), { version: "1.2.3", cookie: "sid" })));
const described = Object.entries<Record<string, Record<string, unknown>>>(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, op]) => ({ path, method, op })),
);

test("every operation is described under its own id, once", () => {
  const ids = described.map(({ op }) => op.operationId);
  expect([...ids].sort()).toEqual(
    allOperations()
      .map(({ id }) => id)
      .sort(),
  );
  expect(new Set(ids).size).toBe(ids.length);
});

test("operations open to strangers say so, and no other does", () => {
  const open = described.filter(({ op }) => Array.isArray(op.security) && op.security.length === 0);
  expect(open.every(({ op }) => op["x-role"] === "public")).toBe(true);
  expect(open.length).toBe(allOperations().filter(({ access }) => access === "public").length);
});

test("every parameter of a path is declared", () => {
  for (const { path, op } of described) {
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const declared = (op.parameters as { name: string; in: string }[])
      .filter((parameter) => parameter.in === "path")
      .map(({ name }) => name);
    expect({ path, declared: declared.sort() }).toEqual({ path, declared: named.sort() });
  }
});

test("instants are strings of the form date-time in answers", () => {
  const text = JSON.stringify(document.paths["/api/environments"].get);
  expect(text).toContain('"format":"date-time"');
});

test("what is about one's own account takes a session, not a token", () => {
  const own = described.filter(({ op }) => op["x-role"] === "self");
  expect(own.length).toBeGreaterThan(0);
  for (const { op } of own) expect(op.security).toEqual([{ session: [] }]);
});

test("a body is required only where a field must be given", () => {
  expect(document.paths["/api/sources/{id}/sync"].post.requestBody.required).toBe(false);
  expect(document.paths["/api/sources"].post.requestBody.required).toBe(true);
  expect(document.paths["/api/tokens"].post.requestBody.required).toBe(true);
});

test("health answers in its own shape also while the database is away", () => {
  const { responses } = document.paths["/health"].get;
  expect(Object.keys(responses[503].content)).toEqual(["application/json"]);
});

test("metrics are text, for those who may see", () => {
  const { responses, ...op } = document.paths["/metrics"].get;
  expect(Object.keys(responses[200].content)).toEqual(["text/plain"]);
  expect(op).toMatchObject({ operationId: "getMetrics", "x-role": "viewer" });
});

test("every reference leads to a part of the document", () => {
  const references = new Set([...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path));
  expect(references.size).toBeGreaterThan(5);
  for (const path of references) {
    const part = String(path)
      .split("/")
      .reduce<Record<string, unknown> | undefined>(
        (at, key) => at?.[key] as Record<string, unknown> | undefined,
        document,
      );
    expect({ path, part }).toMatchObject({ path, part: expect.any(Object) });
  }
});
