import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

interface Property {
  readonly type: string;
  readonly default: unknown;
  readonly description?: string;
}

const read = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));

/** The schema that a test of the program holds equal to its type; this test is run in the folder of the extension. */
const schema = read("../../schema/settings.schema.json") as { properties: Record<string, Property> };
const manifest = read("package.json") as { contributes: { configuration: { properties: Record<string, Property> } } };

/** The settings that are read by the extension and not by the server. */
const OWN = ["verbatim.path", "verbatim.trace.server"];

test("the server's settings are offered as the server has them", () => {
  const offered = Object.entries(manifest.contributes.configuration.properties)
    .filter(([name]) => !OWN.includes(name))
    .map(([name, { type, default: value, description }]) => [name, { type, default: value, description }]);
  const known = Object.entries(schema.properties).map(([name, { type, default: value, description }]) => [
    `verbatim.${name}`,
    { type, default: value, description },
  ]);
  assert.ok(known.length > 0);
  assert.deepEqual(Object.fromEntries(offered), Object.fromEntries(known));
});
