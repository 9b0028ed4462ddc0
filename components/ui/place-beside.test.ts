import { describe, expect, it } from "vitest";
import { positionBeside } from "./place-beside";

const view = { width: 390, height: 844 };

describe("positionBeside", () => {
  it("lies below and starts with its anchor", () => {
    expect(positionBeside({ left: 20, top: 100, right: 60, bottom: 128 }, { width: 100, height: 50 }, view)).toEqual({
      left: 20,
      top: 132,
    });
  });

  it("goes above where there is no room below", () => {
    expect(positionBeside({ left: 20, top: 800, right: 60, bottom: 828 }, { width: 100, height: 50 }, view).top).toBe(
      746,
    );
  });

  it("stays inside the window", () => {
    expect(positionBeside({ left: 360, top: 0, right: 388, bottom: 20 }, { width: 200, height: 50 }, view).left).toBe(
      182,
    );
    expect(
      positionBeside({ left: 0, top: 0, right: 28, bottom: 20 }, { width: 200, height: 50 }, view, "end").left,
    ).toBe(8);
  });
});
