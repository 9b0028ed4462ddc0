import type { Metadata } from "next";
import { ApiDocument } from "@/components/admin/api-document";

export const metadata: Metadata = { title: "API" };

export default function DocsPage() {
  return <ApiDocument />;
}
