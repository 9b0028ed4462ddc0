import { expect, test } from "vitest";
import { type Family, prometheusText } from "./prometheus-text";

test("a hostile name stays within its label", () => {
  const samples = [{ suffix: "", labels: { workflow: 'a"} 1\n\\evil' }, value: 0.5 }];
  const text = prometheusText([{ name: "error_rate", help: "h", type: "gauge", samples }]);
  expect(text.split("\n")).toEqual([
    "# HELP error_rate h",
    "# TYPE error_rate gauge",
    'error_rate{workflow="a\\"} 1\\n\\\\evil"} 0.5',
    "",
  ]);
});

test("a histogram's parts carry its name", () => {
  const samples: Family["samples"] = [
    { suffix: "_bucket", labels: { le: "+Inf" }, value: 2 },
    { suffix: "_count", labels: {}, value: 2 },
  ];
  expect(prometheusText([{ name: "d", help: "h", type: "histogram", samples }])).toContain(
    'd_bucket{le="+Inf"} 2\nd_count 2\n',
  );
});
