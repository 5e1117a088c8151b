import assert from "node:assert/strict";
import { test } from "node:test";
import { Pacer } from "../src/pacer";

/** Lets everything happen that is due within `milliseconds`. */
async function pass(clock: { tick(milliseconds: number): void }, milliseconds: number): Promise<void> {
  clock.tick(milliseconds);
  for (let i = 0; i < 5; i++) {
    await Promise.resolve();
  }
}

test("requests that come together share a run", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  let runs = 0;
  const pacer = new Pacer(async () => void (runs += 1), 50);
  for (let i = 0; i < 10; i++) {
    pacer.request();
    await pass(context.mock.timers, 4);
  }
  assert.equal(runs, 0);
  await pass(context.mock.timers, 50);
  assert.equal(runs, 1);
  await pass(context.mock.timers, 1000);
  assert.equal(runs, 1);
});

test("one that comes during a run is served after it, never beside it", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const finish: (() => void)[] = [];
  const pacer = new Pacer(() => new Promise((resolve) => finish.push(resolve)), 50);
  pacer.request();
  await pass(context.mock.timers, 50);
  pacer.request();
  pacer.request();
  await pass(context.mock.timers, 500);
  assert.equal(finish.length, 1);
  finish[0]?.();
  await pass(context.mock.timers, 0);
  await pass(context.mock.timers, 50);
  assert.equal(finish.length, 2);
});

test("after the end nothing runs", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  let runs = 0;
  const pacer = new Pacer(async () => void (runs += 1), 50);
  pacer.request();
  pacer.dispose();
  pacer.request();
  await pass(context.mock.timers, 1000);
  assert.equal(runs, 0);
});

test("a long run is followed by a longer rest", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  let [now, runs] = [0, 0];
  context.mock.method(performance, "now", () => now);
  const pacer = new Pacer(async () => {
    runs += 1;
    now += 100;
  }, 50);
  pacer.request();
  await pass(context.mock.timers, 50);
  pacer.request();
  await pass(context.mock.timers, 399);
  assert.equal(runs, 1);
  await pass(context.mock.timers, 1);
  assert.equal(runs, 2);
});
