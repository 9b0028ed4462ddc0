import { expect, test } from "vitest";
import { allOperations } from "@/server/contracts";
import { openApiDocument } from "./openapi";

const document = JSON.parse(JSON.stringify(openApiDocument(allOperations(), "1.2.3")));
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
