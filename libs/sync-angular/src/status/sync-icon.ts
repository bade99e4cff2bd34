import { Component, computed, input } from '@angular/core';

/** Line drawings on a 24 x 24 grid, so that the components need no icon font. */
const PATHS = {
  saved:
    'M7 18.500h10.500a4 4 0 0 0 .5-7.970A6 6 0 0 0 6.400 9.600 4.500 4.500 0 0 0 7 18.500zM9.200 13.400l2 2 3.800-3.900',
  saving:
    'M20 11.500A8 8 0 0 0 6.300 6.300L4 8.500M4 4v4.500h4.500M4 12.500a8 8 0 0 0 13.700 5.200L20 15.500M20 20v-4.500h-4.500',
  connecting: 'M4.500 9.500a11 11 0 0 1 15 0M7.500 13a6.500 6.500 0 0 1 9 0M12 17.500h.01',
  offline:
    'M4 4l16 16M9.600 5.700A6 6 0 0 1 18 10.500a4 4 0 0 1 2.400 6M17.500 18.500H7a4.500 4.500 0 0 1-.6-8.900 6 6 0 0 1 .6-1.500',
  late: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 8v4.500l3 2',
  'sign-in': 'M7 11V8a5 5 0 0 1 10 0v3M6 11h12v9H6zM12 15v2',
  attention: 'M12 4 2.800 19.500h18.400zM12 10v4.500M12 17h.01',
  storage:
    'M5 6.500C5 5 8 4 12 4s7 1 7 2.500S16 9 12 9 5 8 5 6.500zM5 6.500v11C5 19 8 20 12 20s7-1 7-2.500v-11M12 12v3M12 17.500h.01',
  conflict: 'M7 4v10a4 4 0 0 0 4 4h6M14 15l3 3-3 3M17 4v5M17 12.500h.01',
  close: 'M6 6l12 12M18 6 6 18',
} as const;
export type SyncIconName = keyof typeof PATHS;

/** A decorative icon in the colour and (by default) the size of the text around it. */
@Component({
  selector: 'tide-sync-icon',
  template: `<svg viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path [attr.d]="path()" /></svg>`,
  styles: `
    :host {
      display: inline-flex;
      flex: none;
      width: 1.25em;
      height: 1.25em;
    }
    svg {
      width: 100%;
      height: 100%;
      fill: none;
      stroke: currentColor;
      stroke-width: 1.9;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
  `,
})
export class SyncIcon {
  readonly name = input.required<SyncIconName>();
  protected readonly path = computed(() => PATHS[this.name()]);
}
