import { expect, test } from "vitest";
import { readRunInputs, runFields } from "./run-form-fields";

const input = (type: string, more: { required?: boolean; default?: string | number | boolean | null } = {}) => ({
  type,
  required: more.required ?? false,
  default: more.default ?? null,
  description: null,
});

const schema = {
  workflow: "writer",
  inputs: {
    style: input("str", { default: "plain" }),
    topic: input("str", { required: true }),
    words: input("int"),
    heat: input("float"),
    draft: input("bool", { default: true }),
    tags: input("list[str]"),
    extra: input("dict"),
  },
  outputs: ["text"],
};

test("required inputs come first, and defaults stand in their fields", () => {
  const fields = runFields(schema);
  expect(fields.map(({ name }) => name)).toEqual(["topic", "style", "words", "heat", "draft", "tags", "extra"]);
  expect(fields.map(({ kind }) => kind)).toEqual(["text", "text", "integer", "number", "boolean", "json", "json"]);
  expect(fields.map(({ initial }) => initial)).toEqual(["", "plain", "", "", "true", "", ""]);
});

test("each type is read as what it is", () => {
  const typed = { topic: " tea ", words: "12", heat: "0.5", draft: "false", tags: '["a"]', extra: '{"b":1}' };
  const { inputs, faults } = readRunInputs(runFields(schema), typed);
  expect(faults).toEqual({});
  expect(inputs).toEqual({ topic: " tea ", words: 12, heat: 0.5, draft: false, tags: ["a"], extra: { b: 1 } });
});

test("what cannot be read is told by its field, and an optional field left empty is not sent", () => {
  const { inputs, faults } = readRunInputs(runFields(schema), { words: "1.5", heat: "warm", tags: "[", style: "" });
  expect(inputs).toEqual({});
  expect(faults).toMatchObject({
    topic: "is required",
    words: "must be a whole number",
    heat: "must be a number",
    tags: expect.stringContaining("must be list[str] as JSON"),
  });
});

test("an input that is called like a part of every object is an input like any other", () => {
  const odd = {
    ...schema,
    inputs: JSON.parse('{"__proto__": {"type":"str","required":true,"default":null,"description":null}}'),
  };
  const fields = runFields(odd);
  expect(fields.map(({ name }) => name)).toEqual(["__proto__"]);
  const typed = Object.fromEntries([["__proto__", "x"]]);
  expect(Object.entries(readRunInputs(fields, typed).inputs)).toEqual([["__proto__", "x"]]);
});
