import { Component } from '@angular/core';

/** The logo with the product's name. */
@Component({
  selector: 'app-brand-mark',
  template: `<img src="icon.svg" alt="" width="28" height="28" /><span>Tidemark</span>`,
  styles: `
    :host {
      display: inline-flex;
      gap: 0.625rem;
      align-items: center;
      font:
        600 1.125rem/1 'Roboto Variable',
        Roboto,
        system-ui,
        sans-serif;
      letter-spacing: -0.01em;
      color: var(--mat-sys-on-surface);
    }
  `,
})
export class BrandMark {}
