import { Component } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';

import { EmptyState } from '../display/empty-state.ts';

@Component({
  selector: 'app-not-found',
  imports: [EmptyState, MatButtonModule, RouterLink],
  template: `
    <app-empty-state
      icon="explore_off"
      heading="There is nothing at this address"
      text="The link may be old or mistyped."
    >
      <a matButton="filled" routerLink="/">Go to the home page</a>
    </app-empty-state>
  `,
})
export class NotFound {}
