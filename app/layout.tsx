import "./globals.css";
import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata } from "next";
import { cookies } from "next/headers";
import { connection } from "next/server";
import type { ReactNode } from "react";
import { THEME_COOKIE, themeFrom } from "@/components/shell/theme";

export const metadata: Metadata = {
  title: { default: "Muster", template: "%s · Muster" },
  description: "The roll call of a fleet of agents",
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // A prerendered page would carry no nonce, and the content security policy would stop its scripts.
  await connection();
  const theme = themeFrom((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <html
      lang="en"
      data-theme={theme === "system" ? undefined : theme}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
    >
      <body>{children}</body>
    </html>
  );
}
