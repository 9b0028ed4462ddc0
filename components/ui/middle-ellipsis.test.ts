import { expect, it } from "vitest";
import { splitForEllipsis } from "./middle-ellipsis";

it("keeps the end of a name whole, even across characters of two code units", () => {
  expect(splitForEllipsis("invoice-triage-02", 3)).toEqual(["invoice-triage", "-02"]);
  expect(splitForEllipsis("ab😀😀", 2)).toEqual(["ab", "😀😀"]);
  expect(splitForEllipsis("ab", 8)).toEqual(["", "ab"]);
});
