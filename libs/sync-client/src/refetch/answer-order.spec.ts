import { AnswerOrder } from './answer-order.ts';

it('does not let an older answer bring back what a later one said is gone', () => {
  const order = new AnswerOrder();
  const [page, fetch] = [order.begin(), order.begin()];
  expect(order.admitGone(fetch, 'project|a')).toBe(true);
  order.end(fetch);
  expect(order.admitRow(page, 'project|a')).toBe(false);
  expect(order.admitRow(page, 'project|b')).toBe(true);
});

it('does not let an older "gone" take away what a later answer brought', () => {
  const order = new AnswerOrder();
  const [fetch, page] = [order.begin(), order.begin()];
  expect(order.admitRow(page, 'project|a')).toBe(true);
  order.end(page);
  expect(order.admitGone(fetch, 'project|a')).toBe(false);
});

it('forgets its notes when no answer is awaited any more', () => {
  const order = new AnswerOrder();
  const first = order.begin();
  order.admitGone(first, 'project|a');
  order.end(first);
  expect(order.admitRow(order.begin(), 'project|a')).toBe(true);
});
