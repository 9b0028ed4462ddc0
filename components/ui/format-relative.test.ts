import { describe, expect, it } from "vitest";
import { formatDated, formatInstant, formatInstantFull, formatRelative, isZone, zoneName } from "./format-relative";

const now = Date.parse("2026-11-24T02:12:00Z");

describe("formatRelative", () => {
  it("looks both ways", () => {
    expect(formatRelative(now - 4000, now)).toBe("4 s ago");
    expect(formatRelative(now + 12_000, now)).toBe("in 12 s");
  });
});

describe("formatInstant", () => {
  it("says no more than the reader lacks", () => {
    expect(formatInstant(Date.parse("2026-11-24T01:14:07Z"), "Europe/Berlin", now)).toBe("02:14:07");
    expect(formatInstant(Date.parse("2026-11-23T13:10:20Z"), "Europe/Berlin", now)).toBe("23 Nov 14:10:20");
    expect(formatInstant(Date.parse("2025-12-31T23:59:59Z"), "UTC", now)).toBe("31 Dec 2025 23:59:59");
  });

  it("takes the day from the zone, not from UTC", () => {
    const lateEvening = Date.parse("2026-11-23T23:30:00Z");
    expect(formatInstant(lateEvening, "Europe/Berlin", now)).toBe("00:30:00");
    expect(formatInstant(lateEvening, "UTC", now)).toBe("23 Nov 23:30:00");
  });

  it("writes every month in three letters", () => {
    expect(formatInstant(Date.parse("2026-09-15T20:10:28Z"), "UTC", now)).toBe("15 Sep 20:10:28");
  });

  it("writes midnight as 00, never 24", () => {
    expect(formatInstant(Date.parse("2026-11-24T00:00:00Z"), "UTC", now)).toBe("00:00:00");
  });
});

describe("zones", () => {
  it("names the offset that held at that instant", () => {
    expect(zoneName("Europe/Berlin", Date.parse("2026-07-01T00:00:00Z"))).toBe("Europe/Berlin, UTC+2");
    expect(zoneName("Asia/Kolkata", now)).toBe("Asia/Kolkata, UTC+5:30");
    expect(formatInstantFull(now, "UTC")).toBe("24 Nov 2026 02:12:00 UTC");
  });

  it("tells a zone from a word", () => {
    expect(isZone("Europe/Berlin")).toBe(true);
    expect(isZone("Mars/Olympus")).toBe(false);
  });
});

describe("formatDated", () => {
  it("keeps the date on both sides of a range, also where one of them is today", () => {
    const midnight = Date.parse("2026-11-23T23:00:00Z");
    expect(formatDated(midnight - 86_400_000, "Europe/Berlin", now)).toBe("23 Nov 00:00");
    expect(formatDated(midnight, "Europe/Berlin", now)).toBe("24 Nov 00:00");
    expect(formatDated(Date.parse("2025-01-01T00:00:00Z"), "UTC", now)).toBe("1 Jan 2025 00:00");
  });
});
