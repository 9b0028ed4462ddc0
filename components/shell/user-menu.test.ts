import { expect, it } from "vitest";
import { initials } from "./user-menu";

it("stands for a name with the first letters of its first and last word", () => {
  expect(initials("Mara Köhler")).toBe("MK");
  expect(initials("jean-luc de la tour")).toBe("JT");
  expect(initials("ops@example.com")).toBe("OC");
  expect(initials("")).toBe("?");
});
