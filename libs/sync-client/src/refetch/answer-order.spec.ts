import { AnswerOrder } from './answer-order.ts';

it('does not let an answer that was under way bring back what another one said is gone', () => {
  const order = new AnswerOrder();
  const [page, fetch] = [order.begin(), order.begin()];
  expect(order.admitGone(fetch, 'project|a')).toBe(true);
  order.end(fetch);
  expect(order.admitRow(page, 'project|a')).toBe(false);
  expect(order.admitRow(page, 'project|b')).toBe(true);
});

it('does not let a "gone" that was under way take away what another answer brought, whichever was sent first', () => {
  for (const first of ['page', 'fetch']) {
    const order = new AnswerOrder();
    const [one, two] = [order.begin(), order.begin()];
    const [page, fetch] = first === 'page' ? [one, two] : [two, one];
    expect(order.admitRow(page, 'project|a')).toBe(true);
    order.end(page);
    expect(order.admitGone(fetch, 'project|a')).toBe(false);
  }
});

it('does not let an answer that was under way take back what another one said of writing, whichever was sent first', () => {
  for (const first of ['page', 'fetch']) {
    const order = new AnswerOrder();
    const [one, two] = [order.begin(), order.begin()];
    const [page, fetch] = first === 'page' ? [one, two] : [two, one];
    expect(order.admitRow(page, 'project|a', { isHeld: true })).toBe(true);
    expect(order.admitRow(fetch, 'project|a', { isHeld: true })).toBe(false);
    expect(order.admitRow(order.begin(), 'project|a', { isHeld: true })).toBe(true);
  }
});

it('lets an answer repeat what it said, where the store asks again', () => {
  const order = new AnswerOrder();
  const [page, fetch] = [order.begin(), order.begin()];
  expect(order.admitRow(page, 'project|a')).toBe(true);
  expect(order.admitRow(page, 'project|a', { isHeld: true })).toBe(true);
  expect(order.admitRow(fetch, 'project|a')).toBe(true);
  expect(order.admitRow(fetch, 'project|a', { isHeld: true })).toBe(false);
});

it('lets an answer that was asked for afterwards decide', () => {
  const order = new AnswerOrder();
  const [page, fetch] = [order.begin(), order.begin()];
  order.admitGone(fetch, 'project|a');
  expect(order.admitRow(page, 'project|a')).toBe(false);
  expect(order.admitRow(order.begin(), 'project|a')).toBe(true);
});

it('forgets its notes when no answer is awaited any more', () => {
  const order = new AnswerOrder();
  const first = order.begin();
  order.admitGone(first, 'project|a');
  order.end(first);
  expect(order.admitRow(order.begin(), 'project|a')).toBe(true);
});
