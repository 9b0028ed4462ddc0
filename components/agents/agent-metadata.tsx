import { Empty } from "@/components/ui/empty";
import { harmless } from "@/components/ui/hostile-text";
import { Section } from "@/components/ui/section";
import { Cell, type Column, Row, Table } from "@/components/ui/table";
import type { AgentDetail } from "./queries";
import { writtenDefault } from "./run-form-fields";

const columns: readonly Column[] = [
  { key: "input", label: "Input", width: 190 },
  { key: "type", label: "Type", width: 120 },
  { key: "required", label: "Required", width: 90 },
  { key: "default", label: "Default", width: 150 },
  { key: "description", label: "Description" },
];

const LONGEST = 20_000;

/** JSON laid out to be read; what is no JSON stays as it was sent. */
function laidOut(metadata: string): string {
  try {
    return JSON.stringify(JSON.parse(metadata), null, 2);
  } catch {
    // Agents may send any text.
    return metadata;
  }
}

/** What the agent says of itself. */
export function AgentMetadata({ metadata }: { metadata: string | null }) {
  return (
    <Section title="Metadata">
      {metadata === null || metadata === "" ? (
        <p className="text-small text-ink-3">It sent none.</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section aria-label="Metadata as sent" tabIndex={0} className="max-h-60 overflow-auto">
          <pre className="font-mono text-small whitespace-pre-wrap [overflow-wrap:anywhere]">
            {harmless(laidOut(metadata), LONGEST)}
          </pre>
        </section>
      )}
    </Section>
  );
}

/** What a run takes and gives, as the agent's schema says. */
export function AgentSchema({ schema }: { schema: AgentDetail["schema"] }) {
  const inputs = Object.entries(schema?.inputs ?? {});
  return (
    <Section
      title="What does a run take?"
      answer={schema ? `gives ${harmless(schema.outputs.join(", "), 200) || "nothing named"}` : null}
      flush={inputs.length > 0}
    >
      {schema === null ? (
        <Empty
          kind="nothing-yet"
          title="The agent has not shown a schema."
          detail="It is read from /schema after the first good probe."
        />
      ) : inputs.length === 0 ? (
        <p className="text-ink-2">Nothing: a run starts without inputs.</p>
      ) : (
        <Table label="Inputs of a run" columns={columns}>
          <tbody>
            {inputs.map(([name, input]) => (
              <Row key={name}>
                <Cell place="title" className="font-mono text-small">
                  {harmless(name, 120)}
                </Cell>
                <Cell place="value" className="font-mono text-small text-ink-2">
                  {harmless(input.type, 60)}
                </Cell>
                <Cell className="text-ink-2">{input.required ? "yes" : "no"}</Cell>
                <Cell className="text-ink-2">{harmless(writtenDefault(input.default), 120)}</Cell>
                <Cell place="note" className="text-ink-2">
                  {harmless(input.description ?? "", 300)}
                </Cell>
              </Row>
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
}
