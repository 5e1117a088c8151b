import assert from "node:assert/strict";
import { test } from "node:test";
import { readLogLine } from "../src/stderr";

test("a line of the log keeps its level", () => {
  assert.deepEqual(readLogLine("2031-03-10T08:43:11.810745Z  INFO verbatim::server: reading the sources folder=/a b"), {
    level: "info",
    text: "verbatim::server: reading the sources folder=/a b",
  });
  assert.equal(readLogLine("2031-03-10T08:43:11Z ERROR verbatim: x").level, "error");
});

test("any other line is an error", () => {
  const line = "thread 'main' panicked at INFO";
  assert.deepEqual(readLogLine(line), { level: "error", text: line });
  assert.deepEqual(readLogLine(""), { level: "error", text: "" });
});
