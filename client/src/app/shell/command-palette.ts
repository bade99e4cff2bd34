import { Component, computed, inject, signal } from '@angular/core';
import { MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { MatIconModule } from '@angular/material/icon';
import { Router } from '@angular/router';
import { ENTITIES } from '@tidemark/entities';
import { sentenceCase } from '@tidemark/entity-model';
import type { Role } from '@tidemark/protocol';

import { AuthSession } from '../auth/auth-session.ts';
import { mayWrite } from '../auth/may-write.ts';

interface Command {
  readonly label: string;
  readonly group: string;
  readonly icon: string;
  readonly path: readonly string[];
}

/** What a person of this role can go to. */
const commandsOf = (role: Role | undefined): readonly Command[] => [
  { label: 'Home', group: '', icon: 'home', path: ['/'] },
  ...ENTITIES.map((entity) => ({
    label: entity.plural,
    group: sentenceCase(entity.area),
    icon: entity.icon,
    path: ['/', entity.code],
  })),
  ...ENTITIES.filter((entity) => mayWrite(role, entity)).map((entity) => ({
    label: `New ${entity.label.toLowerCase()}`,
    group: sentenceCase(entity.area),
    icon: 'add',
    path: ['/', entity.code, 'new'],
  })),
];

/** Every list, and "new" page of what the person may write, two or three keys away. */
@Component({
  selector: 'app-command-palette',
  imports: [MatDialogModule, MatIconModule],
  templateUrl: './command-palette.html',
  styleUrl: './command-palette.scss',
})
export class CommandPalette {
  private readonly router = inject(Router);
  private readonly dialog = inject(MatDialogRef);
  private readonly session = inject(AuthSession);

  private readonly commands = computed(() => commandsOf(this.session.user()?.role));
  protected readonly query = signal('');
  protected readonly active = signal(0);
  protected readonly found = computed(() => {
    const words = this.query().toLowerCase().split(/\s+/).filter(Boolean);
    const matches = this.commands().filter((it) => words.every((word) => it.label.toLowerCase().includes(word)));
    const starts = (it: Command) => (words[0] && it.label.toLowerCase().startsWith(words[0]) ? 0 : 1);
    return [...matches].sort((a, b) => starts(a) - starts(b));
  });

  protected search(query: string): void {
    this.query.set(query);
    this.active.set(0);
  }

  protected key(event: KeyboardEvent, list: HTMLElement): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      const count = this.found().length;
      if (count > 0) this.active.update((index) => (index + step + count) % count);
      list.children[this.active()]?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter') {
      event.preventDefault();
      this.choose(this.found()[this.active()]);
    }
  }

  protected choose(command: Command | undefined): void {
    if (!command) return;
    this.dialog.close();
    void this.router.navigate([...command.path]);
  }
}
