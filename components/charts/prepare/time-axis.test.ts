import { describe, expect, it } from "vitest";
import { axisTicks, bucketWords, isRunning, positionAmong, timeTicks } from "./time-axis";

const berlin = "Europe/Berlin";
const at = (iso: string) => Date.parse(iso);
const labels = (from: string, to: string, most: number, zone = berlin) =>
  timeTicks(at(from), at(to), zone, most).map((tick) => tick.label);

describe("timeTicks", () => {
  it("stays on round hours of the zone", () => {
    expect(labels("2026-11-23T02:12:00Z", "2026-11-24T02:12:00Z", 6)).toEqual([
      "04:00",
      "08:00",
      "12:00",
      "16:00",
      "20:00",
      "24 Nov",
    ]);
  });

  it("keeps to the clock through a day of 23 hours, leaving out the hour that is not", () => {
    const spring = timeTicks(at("2026-03-28T23:00:00Z"), at("2026-03-29T04:00:00Z"), berlin, 8);
    expect(spring.map((tick) => tick.label).filter((label) => label.endsWith(":00"))).toEqual([
      "01:00",
      "03:00",
      "04:00",
      "05:00",
    ]);
    expect(spring.find((tick) => tick.label === "03:00")?.atMs).toBe(at("2026-03-29T01:00:00Z"));
  });

  it("keeps to the clock through a day of 25 hours", () => {
    const autumn = timeTicks(at("2026-10-24T22:00:00Z"), at("2026-10-25T23:00:00Z"), berlin, 5);
    expect(autumn.map((tick) => tick.label)).toEqual(["25 Oct", "06:00", "12:00", "18:00"]);
    expect(autumn[1]?.atMs).toBe(at("2026-10-25T05:00:00Z"));
  });

  it("counts days by the zone's midnights across a change of clocks", () => {
    const ticks = timeTicks(at("2026-10-23T22:00:00Z"), at("2026-10-27T23:00:00Z"), berlin, 5);
    expect(ticks.map((tick) => tick.label)).toEqual(["24 Oct", "25 Oct", "26 Oct", "27 Oct"]);
    expect(ticks.map((tick) => new Date(tick.atMs).getUTCHours())).toEqual([22, 22, 23, 23]);
  });

  it("holds a year in few, and an empty range in none", () => {
    expect(labels("2026-01-01T00:00:00Z", "2026-12-31T00:00:00Z", 7).length).toBeLessThanOrEqual(8);
    expect(timeTicks(5, 5, "UTC", 7)).toEqual([]);
  });
});

describe("positionAmong", () => {
  const buckets = [
    { from: "2026-11-23T00:00:00Z", to: "2026-11-23T01:00:00Z" },
    { from: "2026-11-23T01:00:00Z", to: "2026-11-23T02:00:00Z" },
  ];

  it("gives index and fraction, and stays inside", () => {
    expect(positionAmong(at("2026-11-23T01:30:00Z"), buckets)).toBe(1.5);
    expect(positionAmong(at("2026-11-22T00:00:00Z"), buckets)).toBe(0);
    expect(positionAmong(at("2026-11-24T00:00:00Z"), buckets)).toBe(2);
    expect(positionAmong(0, [])).toBe(0);
  });

  it("knows the bucket that is still filling", () => {
    const running = buckets.filter((bucket) => isRunning(bucket, "2026-11-23T01:59:59Z"));
    expect(running).toEqual([buckets[1]]);
    expect(buckets.some((bucket) => isRunning(bucket, "2026-11-23T02:00:00Z"))).toBe(false);
  });
});

it("writes a bucket's start and end with the zone", () => {
  expect(bucketWords({ from: "2026-11-19T23:00:00Z", to: "2026-11-20T23:00:00Z" }, berlin)).toBe(
    "20 Nov 00:00 to 21 Nov 00:00 Europe/Berlin",
  );
  expect(bucketWords({ from: "2026-11-20T10:00:00Z", to: "2026-11-20T11:00:00Z" }, "UTC")).toBe(
    "20 Nov 10:00 to 11:00 UTC",
  );
});

describe("axisTicks", () => {
  const days = ["2026-11-10T11:00:00Z", "2026-11-10T23:00:00Z", "2026-11-11T23:00:00Z", "2026-11-12T23:00:00Z"];
  const buckets = days.slice(0, -1).map((from, index) => ({ from, to: days[index + 1] ?? from }));

  it("names each day under the middle of its own bar, also where the range cuts the first", () => {
    expect(axisTicks(buckets, berlin, 10)).toEqual([
      { position: 0.5, label: "10 Nov" },
      { position: 1.5, label: "11 Nov" },
      { position: 2.5, label: "12 Nov" },
    ]);
  });

  it("leaves out names where there is no room", () => {
    expect(axisTicks(buckets, berlin, 2).map(({ label }) => label)).toEqual(["10 Nov", "12 Nov"]);
  });

  it("puts hours where they begin", () => {
    const hour = [{ from: "2026-11-10T10:30:00Z", to: "2026-11-10T11:30:00Z" }];
    expect(axisTicks(hour, "UTC", 1)).toEqual([{ position: 0.5, label: "11:00" }]);
  });
});
