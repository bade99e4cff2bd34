import { NgTemplateOutlet } from '@angular/common';
import { Component, computed, input } from '@angular/core';

import { parseMarkdown } from './markdown.ts';

/** Rich text, drawn from parsed blocks. */
@Component({
  selector: 'app-rich-text',
  imports: [NgTemplateOutlet],
  templateUrl: './rich-text.html',
  styleUrl: './rich-text.scss',
})
export class RichText {
  /** Markdown. */
  readonly source = input.required<string>();
  protected readonly blocks = computed(() => parseMarkdown(this.source()));
}
