/** @typedef {{ group: string[], message: string }} Refusal */
/** @typedef {{ includes: string[], refusals: Refusal[] }} Arrow */

export const CAPABILITIES = [
  "agents",
  "health",
  "runs",
  "checklists",
  "backups",
  "alerts",
  "auth",
  "audit",
  "system",
  "overview",
  "deploy",
];
export const FEATURES = [
  "agents",
  "health",
  "runs",
  "checklists",
  "backups",
  "alerts",
  "admin",
  "auth",
  "connect",
  "overview",
];
const DOORS = ["!@/server/*/index", "!@/server/*/contract", "!@/server/*/contract/**"];

/** @param {string} message @param {...string} group @returns {Refusal} */
const refuse = (message, ...group) => ({ group, message });

const onlyNear = refuse("Relative imports stay inside one folder: use the @/ alias.", "../**");
const noTests = refuse(
  "Production code does not import tests, the fleet, the bench or the seed.",
  ...["tests", "e2e", "fleet", "bench", "prisma/seed"].map((folder) => `@/${folder}/**`),
);
const noScreens = refuse(
  "The server knows no page and no component: give the fact out through the capability's index.ts.",
  "@/app/**",
  "@/components/**",
  "next",
  "next/**",
  "react",
  "react-dom/**",
);
const noDrivers = refuse("No SQL here: call a verb from @/server/<capability>.", "pg", "@prisma/**", "graphile-worker");

/** Who may import whom, in Biome's order: for a file the last line that matches it counts. @type {Arrow[]} */
const ARROWS = [
  { includes: ["**", "!scripts/**"], refusals: [onlyNear] },
  ...primitives(),
  ...FEATURES.concat("shell").map(feature),
  ...screens(),
  ...CAPABILITIES.map(capability),
  ...serverEdges(),
  ...roles(),
  {
    includes: ["fleet/**"],
    refusals: [onlyNear, refuse("The fleet stands outside: it knows the wire alone.", "@/**", "!@/fleet/**")],
  },
  { includes: ["**/*.test.ts", "**/*.test.tsx", "tests/**", "e2e/**"], refusals: [onlyNear] },
];

function primitives() {
  const own = refuse(
    "Primitives and charts know no word of our domain: hand the data in as props.",
    "@/server/**",
    "@/app/**",
    "@/components/**",
    "!@/components/ui/**",
    "!@/components/charts/**",
  );
  return [{ includes: ["components/ui/**", "components/charts/**"], refusals: [onlyNear, noTests, own] }];
}

/** @param {string} name @returns {Arrow} */
function feature(name) {
  const server = refuse(
    "A component knows the server's contract alone: import types from @/server/<capability>/contract.",
    "@/server/**",
    "!@/server/*/contract",
    "!@/server/*/contract/**",
  );
  const platform = refuse("A component imports nothing of the platform.", "@/server/platform/**");
  const others = refuse(
    "A feature does not import another feature: share it through components/ui, charts or shell.",
    "@/app/**",
    "@/components/*/**",
    ...["ui", "charts", "shell", name].map((folder) => `!@/components/${folder}/**`),
  );
  return { includes: [`components/${name}/**`], refusals: [onlyNear, noTests, server, platform, others] };
}

/** @returns {Arrow[]} */
function screens() {
  const inside = refuse(
    "A page goes through the door: import from @/server/<capability> or its contract.",
    "@/server/*/**",
    ...DOORS,
    "!@/server/platform/route",
    "!@/server/platform/context",
    "!@/server/platform/page",
  );
  const noComponents = refuse("A route answers with data: it knows no component.", "@/components/**");
  const routeInside = refuse(
    "A route is `route(contract.x, verb)`: import from @/server/platform/route and one capability's door.",
    "@/server/*/**",
    ...DOORS,
    "!@/server/platform/route",
  );
  return [
    { includes: ["app/**"], refusals: [onlyNear, noTests, noDrivers, inside] },
    { includes: ["app/api/**"], refusals: [onlyNear, noTests, noDrivers, noComponents, routeInside] },
  ];
}

/** @param {string} name @returns {Arrow} */
function capability(name) {
  const inside = refuse(
    "Another capability's inside is closed: import from its door, @/server/<capability>.",
    "@/server/*/**",
    ...DOORS,
    "!@/server/platform/**",
    `!@/server/${name}/**`,
  );
  const roles = refuse("A capability does not know who runs it.", "@/worker/**", "@/registry/**", "@/cli/**");
  const refusals = [onlyNear, noTests, noScreens, inside, roles];
  if (name === "agents")
    refusals.push(refuse("health may use agents, never back.", "@/server/health", "@/server/health/**"));
  return { includes: [`server/${name}/**`], refusals };
}

/** @returns {Arrow[]} */
function serverEdges() {
  const light = refuse(
    "A contract imports zod and other contracts alone: the browser takes its types.",
    "**",
    "!zod",
    "!./*",
    "!@/server/*/contract",
    "!@/server/*/contract/**",
  );
  const definitions = refuse(
    "jobs.ts holds definitions alone, light enough for the web: zod and @/server/platform/jobs.",
    "**",
    "!zod",
    "!./contract",
    "!@/server/platform/jobs",
  );
  const noCapability = refuse("The platform knows no capability.", "@/server/**", "!@/server/platform/**");
  return [
    { includes: ["server/*/contract.ts", "server/*/contract/**"], refusals: [light] },
    { includes: ["server/*/jobs.ts"], refusals: [definitions] },
    { includes: ["server/platform/**"], refusals: [onlyNear, noTests, noCapability] },
  ];
}

/** @returns {Arrow[]} */
function roles() {
  const inside = [...DOORS, "!@/server/platform/**"];
  const words = "A role wires doors together: import from @/server/<capability>";
  const noScreen = refuse(
    "A role has no page: app, components, next and react stay out.",
    ...noScreens.group.filter((pattern) => pattern !== "@/app/**"),
    "@/app/**",
  );
  return [
    {
      includes: ["worker/**"],
      refusals: [
        onlyNear,
        noTests,
        noScreen,
        refuse(`${words} or its tasks.`, "@/server/*/**", ...inside, "!@/server/*/tasks/**", "!@/server/*/jobs"),
      ],
    },
    {
      includes: ["registry/**", "cli/**"],
      refusals: [onlyNear, noTests, noScreen, refuse(`${words}.`, "@/server/*/**", ...inside)],
    },
  ];
}

/** The arrows as a configuration that biome.json extends. */
export function arrowsConfiguration() {
  const overrides = ARROWS.map(({ includes, refusals }) => ({
    includes,
    linter: {
      rules: { style: { noRestrictedImports: { level: "error", options: { patterns: refusals } } } },
    },
  }));
  return { overrides };
}
