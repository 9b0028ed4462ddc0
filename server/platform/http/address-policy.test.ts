import { describe, expect, it } from "vitest";
import { type AddressPolicy, judgeAddress } from "./address-policy";
import { type IpNetwork, parseIpAddress, parseIpNetwork } from "./ip-address";

function networks(...texts: string[]): IpNetwork[] {
  return texts.map((text) => parseIpNetwork(text)).filter((network): network is IpNetwork => network !== null);
}

function address(text: string) {
  const parsed = parseIpAddress(text);
  if (!parsed) throw new Error(`not an address: ${text}`);
  return parsed;
}

const own = [
  { addresses: [address("10.1.2.3")], port: 5432, what: "Muster's database" },
  { addresses: [address("127.0.0.1")], port: 3000, what: "Muster itself" },
];
const rfc1918 = networks("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7");
const fleet: AddressPolicy = { name: "fleet", networks: rfc1918, openToAll: false, forbidden: own };
const demoFleet: AddressPolicy = { ...fleet, networks: [...rfc1918, ...networks("127.0.0.1/32")] };
const wideFleet: AddressPolicy = { ...fleet, networks: networks("0.0.0.0/0", "::/0") };
const operator: AddressPolicy = { name: "operator", networks: [], openToAll: true, forbidden: [] };

const how = (policy: AddressPolicy, text: string, port = 8000) => {
  const verdict = judgeAddress(address(text), port, policy);
  return verdict.allowed ? "allowed" : verdict.how;
};

const FLEET_TABLE: [string, string][] = [
  ["10.0.0.1", "allowed"],
  ["172.16.0.1", "allowed"],
  ["172.31.255.255", "allowed"],
  ["172.32.0.1", "unlisted"],
  ["192.168.1.1", "allowed"],
  ["fd12::1", "allowed"],
  ["8.8.8.8", "unlisted"],
  ["2001:db8::1", "unlisted"],
  ["100.64.0.1", "unlisted"],
  ["127.0.0.1", "unlisted"],
  ["::1", "unlisted"],
  ["169.254.169.254", "never"],
  ["169.254.170.2", "never"],
  ["169.254.1.1", "never"],
  ["100.100.100.200", "never"],
  ["168.63.129.16", "never"],
  ["192.0.0.192", "never"],
  ["fd00:ec2::254", "never"],
  ["fd20:ce::254", "never"],
  ["fe80::1", "never"],
  ["febf::1", "never"],
  ["0.0.0.0", "never"],
  ["0.1.2.3", "never"],
  ["::", "never"],
  ["224.0.0.1", "never"],
  ["239.255.255.255", "never"],
  ["255.255.255.255", "never"],
  ["ff02::1", "never"],
  ["::ffff:10.0.0.1", "allowed"],
  ["::ffff:127.0.0.1", "unlisted"],
  ["::ffff:169.254.169.254", "never"],
  ["::169.254.169.254", "never"],
  ["64:ff9b::a9fe:a9fe", "never"],
  ["64:ff9b::a00:1", "allowed"],
  ["2002:a9fe:a9fe::1", "never"],
  ["2002:7f00:1::", "unlisted"],
  ["2001:0:a00:1::5601:5601", "never"],
  ["0xa9fea9fe", "never"],
  ["0251.0376.0251.0376", "never"],
  ["2852039166", "never"],
];

describe("the fleet's policy", () => {
  it.each(FLEET_TABLE)("%s: %s", (text, expected) => {
    expect(how(fleet, text)).toBe(expected);
  });

  it("opens exactly the loopback address that is listed", () => {
    expect(how(demoFleet, "127.0.0.1")).toBe("allowed");
    expect(how(demoFleet, "127.0.0.2")).toBe("unlisted");
    expect(how(demoFleet, "::1")).toBe("unlisted");
    expect(how(demoFleet, "::ffff:127.0.0.1")).toBe("allowed");
  });

  it("does not take a wide network for a permission to call loopback or metadata", () => {
    expect(how(wideFleet, "8.8.8.8")).toBe("allowed");
    expect(how(wideFleet, "127.0.0.1")).toBe("unlisted");
    expect(how(wideFleet, "::1")).toBe("unlisted");
    expect(how(wideFleet, "169.254.169.254")).toBe("never");
  });

  it("never calls Muster's own listeners or its database, and does call their neighbours", () => {
    expect(how(demoFleet, "10.1.2.3", 5432)).toBe("never");
    expect(how(demoFleet, "::ffff:10.1.2.3", 5432)).toBe("never");
    expect(how(demoFleet, "10.1.2.3", 8000)).toBe("allowed");
    expect(how(demoFleet, "127.0.0.1", 3000)).toBe("never");
    expect(how({ ...fleet, networks: networks("127.0.0.0/8") }, "127.9.9.9", 3000)).toBe("never");
    expect(how(demoFleet, "127.0.0.1", 3001)).toBe("allowed");
  });

  it("says why", () => {
    expect(judgeAddress(address("10.1.2.3"), 5432, fleet)).toMatchObject({ reason: "is Muster's database" });
    expect(judgeAddress(address("169.254.169.254"), 80, fleet)).toMatchObject({
      reason: "is a cloud metadata address",
    });
  });
});

describe("the operators' policy", () => {
  it.each([
    ["8.8.8.8", "allowed"],
    ["10.0.0.1", "allowed"],
    ["2001:db8::1", "allowed"],
    ["127.0.0.1", "unlisted"],
    ["::1", "unlisted"],
    ["169.254.169.254", "never"],
    ["fd00:ec2::254", "never"],
    ["64:ff9b::a9fe:a9fe", "never"],
    ["fe80::1", "never"],
    ["0.0.0.0", "never"],
    ["ff02::1", "never"],
  ])("%s: %s", (text, expected) => {
    expect(how(operator, text)).toBe(expected);
  });

  it("calls loopback where it is listed", () => {
    expect(how({ ...operator, networks: networks("127.0.0.0/8") }, "127.0.0.5")).toBe("allowed");
  });
});
