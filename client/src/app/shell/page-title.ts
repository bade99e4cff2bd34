import { inject, Service, signal } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { type RouterStateSnapshot, TitleStrategy } from '@angular/router';

/** "Projects · Tidemark": pages set their own part with `set`, routes with a fixed title need not. */
@Service()
export class PageTitle extends TitleStrategy {
  private readonly title = inject(Title);

  /** The page's own part. */
  readonly text = signal('');

  override updateTitle(snapshot: RouterStateSnapshot): void {
    const text = this.buildTitle(snapshot);
    if (text) this.set(text);
  }

  set(text: string): void {
    this.text.set(text);
    this.title.setTitle(`${text} · Tidemark`);
  }
}
