/** A session ends this long after sign-in, used or not. */
export const SESSION_SECONDS = 7 * 24 * 60 * 60;
