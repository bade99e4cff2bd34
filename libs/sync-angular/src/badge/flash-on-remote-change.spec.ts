import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';

import { FlashOnRemoteChange } from './flash-on-remote-change.ts';

@Component({
  imports: [FlashOnRemoteChange],
  template: `<p [tideFlash]="version()" [tideFlashId]="id()" [tideFlashQuiet]="quiet()">text</p>`,
})
class Host {
  readonly version = signal<number | undefined>(undefined);
  readonly id = signal('a');
  readonly quiet = signal(false);
}

async function host() {
  const fixture = TestBed.createComponent(Host);
  await fixture.whenStable();
  const flashes = async () => {
    await fixture.whenStable();
    return (fixture.nativeElement as HTMLElement).querySelector('p')?.classList.contains('remote-changed');
  };
  return { it: fixture.componentInstance, flashes };
}

describe('FlashOnRemoteChange', () => {
  it('marks a newer version, not the first one', async () => {
    const { it, flashes } = await host();
    it.version.set(1);
    expect(await flashes()).toBe(false);
    it.version.set(2);
    expect(await flashes()).toBe(true);
  });

  it('does not mark another record in the same row', async () => {
    const { it, flashes } = await host();
    it.version.set(1);
    await flashes();
    it.id.set('b');
    it.version.set(7);
    expect(await flashes()).toBe(false);
  });

  it('does not mark the echo of an own save', async () => {
    const { it, flashes } = await host();
    it.version.set(1);
    it.quiet.set(true);
    await flashes();
    it.version.set(2);
    it.quiet.set(false);
    expect(await flashes()).toBe(false);
  });
});
