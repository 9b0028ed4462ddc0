import type { ReactNode } from "react";
import { BrandMark } from "@/components/shell/brand";

/** The one narrow column of pages that a stranger sees. */
export function AuthCard({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="grid min-h-screen place-items-center px-gutter py-8">
      <div className="w-full max-w-[340px]">
        <p className="flex items-center gap-2 font-semibold">
          <BrandMark /> Muster
        </p>
        <h1 className="mt-6 mb-5 text-title tracking-tight">{title}</h1>
        {children}
      </div>
    </main>
  );
}
