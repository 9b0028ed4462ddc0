import { firstAdminLink } from "@/server/auth";
import { conflict } from "@/server/platform/errors";
import { command } from "./arguments";

export const setUpLink = command({
  name: "set-up-link",
  about: "prints the link with which the first admin signs up",
  flags: {},
  async run() {
    const link = await firstAdminLink();
    if (!link)
      throw conflict("There is a user already: `muster user reset --email …` makes a link for a lost password.");
    process.stdout.write(`${link.url}\n`);
  },
});
