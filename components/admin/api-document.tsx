"use client";

import "swagger-ui-dist/swagger-ui.css";
import { useEffect, useRef } from "react";

/** The OpenAPI document to read and to try, without a request to anybody else. It stays on paper white: its own colours know no theme. */
export function ApiDocument() {
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    let left = false;
    void import("swagger-ui-dist/swagger-ui-es-bundle.js").then(({ default: SwaggerUi }) => {
      const node = place.current;
      if (!left && node)
        SwaggerUi({ url: "/api/openapi.json", domNode: node, validatorUrl: null, withCredentials: true });
    });
    return () => {
      left = true;
    };
  }, []);
  return <main ref={place} className="min-h-screen bg-white" aria-label="API document" />;
}
