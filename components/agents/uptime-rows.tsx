import { formatDuration } from "@/components/ui/format-duration";
import { Section } from "@/components/ui/section";
import { Ratio } from "./agent-cells";
import type { AgentDetail } from "./queries";

const periods = [
  { key: "24h", label: "24 hours" },
  { key: "7d", label: "7 days" },
  { key: "30d", label: "30 days" },
] as const;

/** Uptime by period, each with how much of the time was seen and how long the agent was down. */
export function UptimeRows({ uptime }: { uptime: AgentDetail["uptime"] }) {
  return (
    <Section title="Uptime">
      <table className="w-full text-small leading-6">
        <thead className="text-ink-3">
          <tr>
            <th scope="col" className="text-left font-normal">
              Last
            </th>
            <th scope="col" className="text-right font-normal">
              uptime
            </th>
            <th scope="col" className="text-right font-normal">
              coverage
            </th>
            <th scope="col" className="text-right font-normal">
              down for
            </th>
          </tr>
        </thead>
        <tbody>
          {periods.map(({ key, label }) => (
            <tr key={key}>
              <th scope="row" className="text-left font-normal text-ink-2">
                {label}
              </th>
              <td className="text-right font-medium">
                <Ratio ratio={uptime[key].ratio} decimals={2} />
              </td>
              <td className="text-right text-ink-3">
                <Ratio ratio={uptime[key].coverage} decimals={1} />
              </td>
              <td className="text-right text-ink-3">
                {uptime[key].downMs === 0 ? "0" : formatDuration(uptime[key].downMs)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
