import { expect, test } from './test.ts';

test('a list loads what the screen has room for, and a page more wherever its end is reached', async ({ visit }) => {
  const ada = await visit('ada', '/task');
  const { page } = ada;
  const count = page.locator('.count');
  await ada.settled();
  await expect(count).toHaveText('50+');
  await page.setViewportSize({ width: 1_280, height: 2_400 });
  await expect(count).toHaveText('100+');
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/api/v1/task?')) asked.push(request.url());
  });
  for (const pages of [3, 4, 5]) {
    // The scrollbar dragged down: many events on the way, of which each comes close to the end.
    await page.locator('cdk-virtual-scroll-viewport').evaluate((it) => {
      for (let step = 0; step <= 20; step += 1) it.scrollTo(0, (it.scrollHeight * step) / 20);
    });
    await expect(count).toHaveText(`${pages * 50}+`);
  }
  await ada.settled();
  expect(asked).toHaveLength(3);
  expect(ada.faults).toEqual([]);
});
