import { BroadcastChannel } from 'node:worker_threads';

import { TestBed } from '@angular/core/testing';
import { MatDialog } from '@angular/material/dialog';

import { UnsavedText } from '../record/unsaved-text.ts';
import { UnsavedElsewhere } from './unsaved-elsewhere.ts';

/** This tab, with or without unsaved text, and another one on the same channel. */
function open(unsaved: boolean) {
  globalThis.BroadcastChannel = BroadcastChannel as never;
  TestBed.configureTestingModule({ providers: [{ provide: MatDialog, useValue: {} }] });
  TestBed.runInInjectionContext(() => TestBed.inject(UnsavedText).guard({ unsaved: () => unsaved }));
  const other = new BroadcastChannel('tidemark.unsaved');
  return { other, elsewhere: TestBed.inject(UnsavedElsewhere) };
}

describe('UnsavedElsewhere', () => {
  it('hears of unsaved text in another tab', async () => {
    const { other, elsewhere } = open(false);
    other.onmessage = () => other.postMessage('yes');
    expect(await elsewhere.isAnywhere()).toBe(true);
    other.close();
  });

  it('takes silence for "nothing", its own text aside', async () => {
    const { other, elsewhere } = open(true);
    expect(await elsewhere.isAnywhere()).toBe(false);
    other.close();
  });

  it('answers for this tab', async () => {
    const { other } = open(true);
    const answer = new Promise((resolve) => (other.onmessage = (event) => resolve(event.data)));
    other.postMessage('anything unsaved?');
    expect(await answer).toBe('yes');
    other.close();
  });
});
