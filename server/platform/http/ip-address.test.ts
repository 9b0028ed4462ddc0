import { describe, expect, it } from "vitest";
import { embeddedIpv4, formatIpAddress, networkContains, parseIpAddress, parseIpNetwork } from "./ip-address";

const canonical = (text: string) => {
  const address = parseIpAddress(text);
  return address && formatIpAddress(address);
};

describe("every spelling of an address", () => {
  it.each([
    ["169.254.169.254", "169.254.169.254"],
    ["2852039166", "169.254.169.254"],
    ["0xa9fea9fe", "169.254.169.254"],
    ["0xA9.0xFE.0xA9.0xFE", "169.254.169.254"],
    ["0251.0376.0251.0376", "169.254.169.254"],
    ["169.254.43518", "169.254.169.254"],
    ["169.16689662", "169.254.169.254"],
    ["0251.254.0xa9fe", "169.254.169.254"],
    ["127.1", "127.0.0.1"],
    ["127.0.0.1.", "127.0.0.1"],
    ["0", "0.0.0.0"],
    ["[::1]", "::1"],
    ["0:0:0:0:0:0:0:1", "::1"],
    ["::", "::"],
    ["::ffff:10.0.0.1", "::ffff:a00:1"],
    ["FE80::1%eth0", "fe80::1"],
    ["2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"],
    ["1::", "1::"],
  ])("%s is %s", (text, expected) => {
    expect(canonical(text)).toBe(expected);
  });

  it.each(["localhost", "", ".", "256.1.1.1", "1.2.3.4.5", "1.2.3.256", "1.16777216", "08.1.1.1", "4294967296"])(
    "%j is a name, not an address",
    (text) => {
      expect(parseIpAddress(text)).toBeNull();
    },
  );

  it.each([":::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "::1::", "12345::", "::g", "1:2:3:4:5:6:7:1.2.3.4"])(
    "%s is no IPv6 address",
    (text) => {
      expect(parseIpAddress(text)).toBeNull();
    },
  );
});

describe("networks", () => {
  it.each([
    ["10.0.0.0/8", "10.255.255.255", true],
    ["10.0.0.0/8", "11.0.0.0", false],
    ["fc00::/7", "fdff::1", true],
    ["fc00::/7", "fe00::1", false],
    ["127.0.0.1", "127.0.0.1", true],
    ["127.0.0.1/32", "127.0.0.2", false],
    ["0.0.0.0/0", "8.8.8.8", true],
    ["0.0.0.0/0", "::1", false],
  ])("%s holds %s: %s", (text, address, expected) => {
    const network = parseIpNetwork(text);
    const parsed = parseIpAddress(address);
    expect(network && parsed && networkContains(network, parsed)).toBe(expected);
  });

  it.each(["10.0.0.0/33", "::/129", "10.0.0.0/-1", "10.0.0.0/8/8", "10.0.0.0/", "name/8", ""])(
    "%j is refused",
    (text) => {
      expect(parseIpNetwork(text)).toBeNull();
    },
  );
});

describe("IPv4 inside IPv6", () => {
  it.each([
    ["::ffff:169.254.169.254", ["169.254.169.254"]],
    ["::169.254.169.254", ["169.254.169.254"]],
    ["::ffff:0:a9fe:a9fe", ["169.254.169.254"]],
    ["64:ff9b::a9fe:a9fe", ["169.254.169.254"]],
    ["64:ff9b:1:a9fe:a9:fe00::", ["0.0.0.0", "169.254.169.254"]],
    ["2002:a9fe:a9fe::1", ["169.254.169.254"]],
    ["2001:0:a00:1::5601:5601", ["10.0.0.1", "169.254.169.254"]],
    ["2001:db8::1", []],
    ["::1", []],
    ["10.0.0.1", []],
  ])("%s embeds %j", (text, expected) => {
    const address = parseIpAddress(text);
    expect(address && embeddedIpv4(address).map(formatIpAddress)).toEqual(expected);
  });
});
