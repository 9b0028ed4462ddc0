"use client";

import "swagger-ui-dist/swagger-ui.css";
import Link from "next/link";
import { useEffect, useRef, useState } from "react";

type Load = "reading" | "shown" | "failed";

const words: Record<Load, string> = {
  reading: "Reading the document…",
  shown: "",
  failed: "The page could not load its reader. The document itself is at /api/openapi.json.",
};

/** The OpenAPI document to read and to try, without a request to anybody else. It stays on paper white: its own colours know no theme. */
export function ApiDocument() {
  const place = useRef<HTMLDivElement>(null);
  const [load, setLoad] = useState<Load>("reading");
  useEffect(() => {
    let left = false;
    import("swagger-ui-dist/swagger-ui-es-bundle.js").then(
      ({ default: SwaggerUi }) => {
        const node = place.current;
        if (left || !node) return;
        SwaggerUi({
          url: "/api/openapi.json",
          domNode: node,
          validatorUrl: null,
          withCredentials: true,
          // Shows who may call each operation.
          showExtensions: true,
          docExpansion: "list",
          onComplete: () => setLoad("shown"),
        });
      },
      () => setLoad("failed"),
    );
    return () => {
      left = true;
    };
  }, []);
  return (
    <div className="min-h-screen bg-[#ffffff] text-[#1c1c1c] [color-scheme:light]">
      <p className="flex gap-3 px-5 pt-3 text-small">
        <Link href="/" className="text-[#1d4ed8]">
          Muster
        </Link>
        <span role="status">{words[load]}</span>
      </p>
      <div ref={place} />
    </div>
  );
}
