import { describe, expect, it } from "vitest";
import { instantOfWall, startOfDay, wallMs } from "./zoned-time";

const berlin = "Europe/Berlin";
const hours = (ms: number) => ms / 3_600_000;

describe("startOfDay", () => {
  it("gives days of 23 and 25 hours where clocks change", () => {
    const spring = Date.parse("2026-03-29T12:00:00Z");
    expect(hours(startOfDay(spring, berlin, 1) - startOfDay(spring, berlin))).toBe(23);
    const autumn = Date.parse("2026-10-25T12:00:00Z");
    expect(hours(startOfDay(autumn, berlin, 1) - startOfDay(autumn, berlin))).toBe(25);
  });

  it("starts where the zone's midnight is, also half an hour off", () => {
    expect(new Date(startOfDay(Date.parse("2026-11-24T02:00:00Z"), "Asia/Kolkata")).toISOString()).toBe(
      "2026-11-23T18:30:00.000Z",
    );
  });

  it("starts a day whose midnight does not exist at its first instant", () => {
    const day = Date.parse("2018-11-04T12:00:00Z");
    expect(new Date(startOfDay(day, "America/Sao_Paulo")).toISOString()).toBe("2018-11-04T03:00:00.000Z");
  });
});

describe("instantOfWall", () => {
  it("takes the earlier of two equal wall times", () => {
    expect(new Date(instantOfWall(Date.UTC(2026, 9, 25, 2, 30), berlin)).toISOString()).toBe(
      "2026-10-25T00:30:00.000Z",
    );
  });

  it("goes back and forth", () => {
    const at = Date.parse("2026-07-01T10:20:30.400Z");
    expect(instantOfWall(wallMs(at, berlin), berlin)).toBe(at);
  });
});
