import { inject, Service } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { type RouterStateSnapshot, TitleStrategy } from '@angular/router';

/** "Projects · Tidemark": pages set their own part with `set`, routes with a fixed title need not. */
@Service()
export class PageTitle extends TitleStrategy {
  private readonly title = inject(Title);

  override updateTitle(snapshot: RouterStateSnapshot): void {
    const text = this.buildTitle(snapshot);
    if (text) this.set(text);
  }

  set(text: string): void {
    this.title.setTitle(`${text} · Tidemark`);
  }
}
