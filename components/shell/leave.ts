/** Goes to sign in and comes back here: for when the server says that the session is over. */
export function leaveForSignIn(): void {
  const here = `${location.pathname}${location.search}`;
  location.assign(`/sign-in?callbackUrl=${encodeURIComponent(here)}`);
}
