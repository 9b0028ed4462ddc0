import { describe, expect, it } from "vitest";
import { readInputs } from "./input-validation";
import { workflowNamed } from "./workflows";

const { inputs: fields } = workflowNamed("market-brief");

describe("the inputs of a run", () => {
  it("take defaults, read numbers that come as text and ignore what nobody asked for", () => {
    expect(readInputs(fields, '{"topic":"tea","depth":"3","extra":1}')).toEqual({
      inputs: { topic: "tea", depth: 3, sources: ["news"] },
    });
  });

  it("name each fault in FastAPI's shape", () => {
    expect(readInputs(fields, '{"depth":1.5,"sources":"news"}')).toMatchObject({
      faults: [
        { type: "missing", loc: ["body", "topic"], msg: "Field required" },
        { type: "int_from_float", loc: ["body", "depth"], input: 1.5 },
        { type: "list_type", loc: ["body", "sources"], input: "news" },
      ],
    });
  });

  it.each([
    ["", "missing"],
    ["{oops", "json_invalid"],
    ["[1]", "model_attributes_type"],
  ])("refuse the body %j as %s", (body, type) => {
    expect(readInputs(fields, body)).toMatchObject({ faults: [{ type, loc: expect.arrayContaining(["body"]) }] });
  });

  it("read Python's words for true and false", () => {
    const { inputs } = workflowNamed("support-triage");
    expect(readInputs(inputs, '{"message":"x","urgent":"off"}')).toMatchObject({ inputs: { urgent: false } });
    expect(readInputs(inputs, '{"message":"x","urgent":"maybe"}')).toMatchObject({
      faults: [{ type: "bool_parsing" }],
    });
  });
});
