import { Component } from '@angular/core';
import { RouterOutlet } from '@angular/router';

/** The root: everything else is a route. */
@Component({ selector: 'app-root', imports: [RouterOutlet], template: '<router-outlet />' })
export class App {}
