// Order, and that a caller who goes away neither blocks nor jumps the queue.

import { expect, test } from "vitest";
import { RequestQueue } from "./requestQueue.js";

test("turns come in order, and a waiter who aborts gives his place up", async () => {
  const queue = new RequestQueue();
  const never = new AbortController().signal;
  const order: string[] = [];
  const leaveFirst = await queue.enter(never);
  const leaving = new AbortController();
  const second = queue.enter(leaving.signal);
  const third = queue.enter(never).then((leave) => {
    order.push("third");
    leave();
  });
  leaving.abort(new Error("gone"));
  await expect(second).rejects.toThrow("gone");
  expect(order).toEqual([]);
  order.push("first leaves");
  leaveFirst();
  await third;
  expect(order).toEqual(["first leaves", "third"]);
  await expect(queue.enter(leaving.signal)).rejects.toThrow("gone");
});
