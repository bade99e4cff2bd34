import { Component } from '@angular/core';
import { PROTOCOL_VERSION } from '@tidemark/protocol';
@Component({ selector: 'app-root', template: 'hello {{ v }}' })
export class App { readonly v = PROTOCOL_VERSION; }
