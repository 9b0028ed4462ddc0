/** The cookie that keeps the rail closed from the first paint on. */
export const RAIL_COOKIE = "rail";
