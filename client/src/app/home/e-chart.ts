import type { ElementRef } from '@angular/core';
import { afterRenderEffect, Component, DestroyRef, inject, input, signal, viewChild } from '@angular/core';
import { BarChart, PieChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components';
import { type EChartsType, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

import { Theme } from '../settings/theme.ts';
import type { ThemedOptions } from './chart-options.ts';

use([BarChart, CanvasRenderer, GridComponent, LegendComponent, PieChart, TitleComponent]);

/**
 * An ECharts canvas in the theme's colours, or in the system's where those are forced, resized with its box. Loaded
 * lazily: ECharts is larger than the rest.
 */
@Component({
  selector: 'app-e-chart',
  template: `<div #box class="box"></div>`,
  styles: `
    .box {
      width: 100%;
      height: 100%;
    }
  `,
})
export class EChart {
  private readonly box = viewChild.required<ElementRef<HTMLElement>>('box');
  private readonly theme = inject(Theme);
  /** Counts changes of the system's colours. */
  private readonly recoloured = signal(0);
  readonly options = input.required<ThemedOptions>();
  private chart?: EChartsType;

  constructor() {
    const forced = matchMedia('(forced-colors: active)');
    const systemColours = [forced, matchMedia('(prefers-color-scheme: dark)')];
    const follow = () => this.recoloured.update((times) => times + 1);
    for (const query of systemColours) query.addEventListener('change', follow);
    const observer = new ResizeObserver(() => this.chart?.resize());
    afterRenderEffect(() => {
      const element = this.box().nativeElement;
      this.theme.choice();
      this.recoloured();
      if (!this.chart) {
        this.chart = init(element);
        observer.observe(element);
      }
      const style = getComputedStyle(element);
      const color = (name: string, system: string) =>
        resolved(element, forced.matches ? system : style.getPropertyValue(name));
      const reduced = matchMedia('(prefers-reduced-motion: reduce)').matches;
      const text = color('--mat-sys-on-surface', 'CanvasText');
      const options = this.options()({
        text,
        muted: color('--mat-sys-on-surface-variant', 'CanvasText'),
        grid: color('--mat-sys-surface-container-highest', 'Canvas'),
        edge: forced.matches ? text : 'transparent',
        primary: color('--mat-sys-primary', 'Highlight'),
      });
      this.chart.setOption({ animation: !reduced, animationDuration: 400, ...options });
    });
    inject(DestroyRef).onDestroy(() => {
      for (const query of systemColours) query.removeEventListener('change', follow);
      observer.disconnect();
      this.chart?.dispose();
    });
  }
}

/** A canvas cannot read `light-dark()`: the element's own colour tells what it comes to. */
function resolved(element: HTMLElement, value: string): string {
  element.style.color = value;
  const { color } = getComputedStyle(element);
  element.style.color = '';
  return color;
}
