import { Component, computed, inject } from '@angular/core';
import { MatIconModule } from '@angular/material/icon';
import { RouterLink } from '@angular/router';
import { Project, Task } from '@tidemark/entities';
import { injectRecords, injectSync, type RecordsResource } from '@tidemark/sync-angular';

import { AuthSession } from '../auth/auth-session.ts';
import { calendarDay } from '../display/calendar-day.ts';
import { ChoiceChip } from '../display/choice-chip.ts';
import { isUnconfirmed, listNote } from '../display/list-note.ts';
import { TimeAgo } from '../display/time-ago.ts';
import { ENTITY_AREAS } from '../records/areas.ts';
import { ChartCard } from './chart-card.ts';
import { countBy } from './count-by.ts';
import { largestBudgets } from './largest-budgets.ts';

/** Records that a chart counts: the latest of each entity, which is what the store already holds. */
const COUNTED = 500;
const RECENT = 8;

type List = RecordsResource<typeof Project> | RecordsResource<typeof Task>;

/** The home page: figures and charts that move as the data does, and what changed last. */
@Component({
  selector: 'app-home',
  imports: [ChartCard, ChoiceChip, MatIconModule, RouterLink, TimeAgo],
  templateUrl: './home.html',
  styleUrl: './home.scss',
})
export class Home {
  private readonly session = inject(AuthSession);
  private readonly offline = injectSync().offline;

  protected readonly firstName = computed(() => this.session.user()?.name.split(' ')[0] ?? '');
  protected readonly projects = injectRecords(Project, () => ({ orderBy: '-updatedTs', limit: COUNTED }));
  protected readonly tasks = injectRecords(Task, () => ({ orderBy: '-updatedTs', limit: COUNTED }));

  protected readonly projectStates = computed(() => countBy(Project, 'status', this.projects.value()));
  protected readonly taskStates = computed(() => countBy(Task, 'status', this.tasks.value()));
  protected readonly health = computed(() =>
    countBy(
      Project,
      'health',
      this.projects.value().filter((project) => project.status === 'active'),
    ),
  );
  protected readonly budgets = computed(() => largestBudgets(this.projects.value()));
  protected readonly budgetsHeading = computed(() => {
    const { currency } = this.budgets();
    return `Largest budgets${currency && ` in ${currency}`} and what is spent of them`;
  });
  protected readonly recent = computed(() => this.projects.value().slice(0, RECENT));
  protected readonly tiles = computed(() => {
    const projects = this.projects.value();
    const tasks = this.tasks.value();
    // The list's range includes its end.
    const now = new Date();
    const yesterday = calendarDay(new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1));
    const overdue = tasks.filter(
      (task) => task.status !== 'done' && task.dueOn !== null && task.dueOn <= yesterday,
    ).length;
    const active = projects.filter((project) => project.status === 'active');
    const risky = active.filter((project) => project.health !== 'on_track').length;
    const open = tasks.filter((task) => task.status !== 'done').length;
    return [
      {
        label: 'Active projects',
        value: this.figure(this.projects, active.length),
        icon: Project.icon,
        link: '/project',
        query: { status: 'active' },
      },
      {
        label: 'At risk or off track',
        value: this.figure(this.projects, risky),
        icon: 'warning',
        link: '/project',
        query: { status: 'active', health: 'at_risk,off_track' },
      },
      {
        label: 'Open tasks',
        value: this.figure(this.tasks, open),
        icon: Task.icon,
        link: '/task',
        query: { status: 'todo,in_progress,in_review,blocked' },
      },
      {
        label: 'Overdue tasks',
        value: this.figure(this.tasks, overdue),
        icon: 'event_busy',
        link: '/task',
        query: { status: 'todo,in_progress,in_review,blocked', dueOn: `..${yesterday}` },
      },
    ];
  });
  /** Why there is nothing to count yet; empty once there is. */
  protected readonly missing = computed(() => {
    const words = { offline: this.offline(), none: '', loading: 'Loading…' };
    const empty = [this.projects, this.tasks].filter((list) => list.value().length === 0);
    return empty.map((list) => listNote(list, words)).find((note) => note !== '') ?? '';
  });
  protected readonly unconfirmed = computed(() =>
    [this.projects, this.tasks].some((list) => isUnconfirmed(list, { offline: this.offline() })),
  );
  protected readonly areas = ENTITY_AREAS;

  /** Whether there are more records than were counted, or may be. */
  protected mayBeMore(list: List): boolean {
    return list.hasMore() || isUnconfirmed(list, { offline: this.offline() });
  }

  /** A count as text: no 0 that is not known. */
  private figure(list: List, count: number): string {
    if (count === 0 && (list.stale() || this.mayBeMore(list))) return '–';
    return this.mayBeMore(list) ? `${count}+` : String(count);
  }
}
