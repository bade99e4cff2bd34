import { TestBed } from '@angular/core/testing';
import { App } from './app.ts';
it('renders', async () => { const f = TestBed.createComponent(App); await f.whenStable(); expect(f.nativeElement.textContent).toContain('hello 1'); });
