import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';

import { Shortcuts } from './shortcuts.ts';

function press(key: string, options: KeyboardEventInit = {}, target: EventTarget = document): void {
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...options }));
}

describe('Shortcuts', () => {
  let ran: string[];
  let shortcuts: Shortcuts;
  beforeEach(() => {
    localStorage.clear();
    ran = [];
    shortcuts = TestBed.inject(Shortcuts);
    const list = ['n', 'g p', 'mod+k'].map((keys) => ({ keys, label: keys, run: () => void ran.push(keys) }));
    TestBed.runInInjectionContext(() => shortcuts.add(list));
  });

  it('runs single keys, pairs and those with the command key', () => {
    press('n');
    press('g');
    press('p');
    press('k', { ctrlKey: true });
    expect(ran).toEqual(['n', 'g p', 'mod+k']);
  });

  it('leaves keys alone while somebody types', () => {
    const input = document.body.appendChild(document.createElement('input'));
    press('n', {}, input);
    press('k', { metaKey: true }, input);
    expect(ran).toEqual(['mod+k']);
    input.remove();
  });

  it('leaves keys alone in a menu, where letters look for items', () => {
    const menu = document.body.appendChild(document.createElement('div'));
    menu.setAttribute('role', 'menu');
    press('n', {}, menu.appendChild(document.createElement('button')));
    expect(ran).toEqual([]);
    menu.remove();
  });

  it('leaves keys alone while something opens that will take them', async () => {
    let opened = () => undefined as void;
    const opening = shortcuts.holdDuring(new Promise<void>((resolve) => (opened = resolve)));
    press('n');
    press('k', { ctrlKey: true });
    opened();
    await opening;
    press('n');
    expect(ran).toEqual(['mod+k', 'n']);
  });

  it('does nothing with the keys of what cannot be used now, and does not list it', () => {
    const offered = signal(false);
    const save = { keys: 'mod+s', label: 'Save', isOffered: offered, run: () => void ran.push('mod+s') };
    TestBed.runInInjectionContext(() => shortcuts.add([save]));
    press('s', { ctrlKey: true });
    expect([ran, shortcuts.list().includes(save)]).toEqual([[], false]);
    offered.set(true);
    press('s', { ctrlKey: true });
    expect([ran, shortcuts.list().includes(save)]).toEqual([['mod+s'], true]);
  });

  it('can be switched off, but for those with the command key', () => {
    shortcuts.singleKeys.set(false);
    press('n');
    press('k', { ctrlKey: true });
    expect(ran).toEqual(['mod+k']);
  });
});
