import { TestBed } from '@angular/core/testing';
import { MatDialogRef } from '@angular/material/dialog';
import { provideRouter } from '@angular/router';
import type { Role } from '@tidemark/protocol';

import { AuthSession } from '../auth/auth-session.ts';
import { CommandPalette } from './command-palette.ts';

async function labels(role: Role): Promise<string[]> {
  TestBed.configureTestingModule({
    providers: [
      provideRouter([]),
      { provide: MatDialogRef, useValue: {} },
      { provide: AuthSession, useValue: { user: () => ({ role }) } },
    ],
  });
  const fixture = TestBed.createComponent(CommandPalette);
  await fixture.whenStable();
  const host = fixture.nativeElement as HTMLElement;
  return [...host.querySelectorAll('[role=option] .grow')].map((it) => it.textContent ?? '');
}

describe('CommandPalette', () => {
  it('offers a viewer every list and nothing to create', async () => {
    const offered = await labels('viewer');
    expect(offered).toContain('Projects');
    expect(offered.filter((label) => label.startsWith('New '))).toEqual([]);
  });

  it('offers a member to create what members may write', async () => {
    const offered = await labels('member');
    expect(offered).toContain('New task');
    expect(offered).not.toContain('New department');
  });
});
