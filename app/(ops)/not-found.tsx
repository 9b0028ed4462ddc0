import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/empty";
import { PageHead } from "@/components/ui/page-head";

export default function NotFound() {
  return (
    <>
      <PageHead title="Not found" />
      <div className="px-gutter py-3">
        <Notice
          shape="ring"
          tone="text-ink-3"
          title="Nothing is kept under this address."
          detail="It may have been deleted, or the link was cut. Search with Ctrl K finds agents, runs and workflows by name."
          actions={<Button href="/">Open the Overview</Button>}
        />
      </div>
    </>
  );
}
