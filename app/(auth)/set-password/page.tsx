import type { Metadata } from "next";
import { SetPasswordForm } from "@/components/auth/set-password-form";
import { isFirstStart } from "@/server/auth";

export const metadata: Metadata = { title: "Set a password" };

export default async function SetPasswordPage() {
  return <SetPasswordForm firstAdmin={await isFirstStart()} />;
}
