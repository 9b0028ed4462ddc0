import { wordsOf } from "./fault.mjs";

/** Counts what passed and failed over all checks, and says so as it goes. */
export class Tally {
  passed = 0;
  failed = 0;

  /**
   * Runs one check that counts as one test.
   * @param {string} name @param {() => Promise<string[] | void> | string[] | void} check returns its faults, or throws
   */
  async check(name, check) {
    const start = performance.now();
    const faults = await faultsOf(check);
    this.add(faults.length === 0 ? 1 : 0, faults.length === 0 ? 0 : 1);
    console.log(`${faults.length === 0 ? "✓" : "✗"} ${name} (${Math.round(performance.now() - start)} ms)`);
    for (const fault of faults) console.log(fault.replace(/^/gm, "    "));
    return faults.length === 0;
  }

  /** @param {number} passed @param {number} failed */
  add(passed, failed) {
    this.passed += passed;
    this.failed += failed;
  }

  /** Prints the last line and sets the exit code. */
  finish() {
    console.log(`${this.passed} passed, ${this.failed} failed`);
    process.exitCode = this.failed === 0 && this.passed > 0 ? 0 : 1;
  }
}

/** @param {() => Promise<string[] | void> | string[] | void} check */
async function faultsOf(check) {
  try {
    return (await check()) ?? [];
  } catch (error) {
    return [wordsOf(error)];
  }
}
