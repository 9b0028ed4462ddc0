"use client";

import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/empty";
import { PageHead } from "@/components/ui/page-head";

/** A page whose own read failed: the frame stays, and the cause has a number to look up in the log. */
export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <>
      <PageHead title="This page could not be read" />
      <div role="alert" className="px-gutter py-3">
        <Notice
          shape="cross"
          tone="text-down"
          title="Muster could not put this page together."
          detail={
            error.digest
              ? `The cause is in the log of the web role under digest ${error.digest}. Nothing was changed.`
              : `${error.message} Nothing was changed.`
          }
          actions={
            <>
              <Button variant="primary" onClick={reset}>
                Read the page again
              </Button>
              <Button href="/">Open the Overview</Button>
            </>
          }
        />
      </div>
    </>
  );
}
