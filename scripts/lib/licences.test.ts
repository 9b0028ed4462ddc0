import { expect, test } from "vitest";
import { isPermissive, licenceFaults } from "./licences.mjs";

const lockWith = (name: string, license?: string) => ({ packages: { "": {}, [`node_modules/${name}`]: { license } } });

test("a permissive licence passes, a copyleft one is named", () => {
  expect(licenceFaults(lockWith("a", "MIT"))).toEqual([]);
  expect(licenceFaults(lockWith("a", "GPL-3.0-only"))).toEqual([expect.stringContaining("a is under GPL-3.0-only")]);
});

test("a package without a licence is refused unless it is the build of one that has", () => {
  expect(licenceFaults(lockWith("a"))).toHaveLength(1);
  const platform = {
    packages: {
      "node_modules/a": { license: "MIT", optionalDependencies: { "a-linux": "1" } },
      "node_modules/a-linux": {},
    },
  };
  expect(licenceFaults(platform)).toEqual([]);
});

test("an exception holds for its own package and licence alone", () => {
  expect(licenceFaults(lockWith("elkjs", "EPL-2.0"))).toEqual([]);
  expect(licenceFaults(lockWith("elkjs", "GPL-3.0-only"))).toHaveLength(1);
  expect(licenceFaults(lockWith("other", "EPL-2.0"))).toHaveLength(1);
});

test("one branch of a choice is enough, all of a union are needed", () => {
  expect(isPermissive("(GPL-2.0-only OR MIT)")).toBe(true);
  expect(isPermissive("MIT AND GPL-2.0-only")).toBe(false);
  expect(isPermissive("MIT and ISC")).toBe(true);
});
