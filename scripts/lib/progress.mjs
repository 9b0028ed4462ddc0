const start = performance.now();

/** @param {number} since */
const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** A line of progress with the time since the start. @param {string} text */
export const say = (text) => console.log(`[${seconds(start).padStart(7)}] ${text}`);

/**
 * Says that a step begins, and how long it took when it was long.
 * @template T @param {string} name @param {() => Promise<T> | T} work @returns {Promise<T>}
 */
export async function step(name, work) {
  const began = performance.now();
  say(`${name} …`);
  const result = await work();
  if (performance.now() - began > 1_000) say(`${name}: done in ${seconds(began)}`);
  return result;
}
