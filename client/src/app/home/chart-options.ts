import type { EChartsCoreOption } from 'echarts/core';

import type { Tone } from '../display/choice-tone.ts';
import type { Counted } from './count-by.ts';

/** A bar of how much of a limit is used up. */
export interface Progressed {
  readonly name: string;
  readonly value: number;
  readonly limit: number;
}

/** Strong versions of the tones: areas without text, told apart in light and dark. */
const FILLS: Readonly<Record<Tone, string>> = {
  grey: '#8a9699',
  blue: '#4c7fe0',
  teal: '#16a3a0',
  green: '#3fa35b',
  amber: '#e0a021',
  orange: '#e3762f',
  red: '#d9484c',
  violet: '#8468d6',
  pink: '#d0589b',
};

/** Theme colours are put in when the chart is drawn. `edge` sets off areas of the colour `grid` where it is the page's. */
export type ThemedOptions = (theme: {
  text: string;
  muted: string;
  grid: string;
  edge: string;
  primary: string;
}) => EChartsCoreOption;

/** A ring with the total in the middle; `more` says that the total is only of those that were counted. */
export function donutOptions(counted: readonly Counted[], { more = false } = {}): ThemedOptions {
  const total = counted.reduce((sum, it) => sum + it.count, 0);
  return ({ text, muted }) => ({
    title: {
      text: `${total}${more ? '+' : ''}`,
      left: '26%',
      top: 'middle',
      textAlign: 'center',
      textStyle: { color: text, fontSize: 22, fontWeight: 600, fontFamily: 'Roboto Variable' },
    },
    legend: {
      type: 'scroll',
      orient: 'vertical',
      left: '56%',
      top: 'middle',
      icon: 'roundRect',
      itemWidth: 10,
      itemHeight: 10,
      textStyle: { color: muted, fontFamily: 'Roboto Variable', fontSize: 12 },
      formatter: (name: string) => `${name}  ${counted.find((it) => it.label === name)?.count ?? ''}`,
    },
    series: [
      {
        type: 'pie',
        center: ['27%', '50%'],
        radius: ['46%', '68%'],
        label: { show: false },
        padAngle: 1.5,
        itemStyle: { borderRadius: 3 },
        emphasis: { scaleSize: 3 },
        data: counted.map((it) => ({ name: it.label, value: it.count, itemStyle: { color: FILLS[it.tone] } })),
      },
    ],
  });
}

/** Bars of what is used within what is allowed; beyond it the bar turns red. */
export function barOptions(rows: readonly Progressed[], format: (value: number) => string): ThemedOptions {
  const names = rows.map((row) => row.name);
  return ({ text, muted, grid, edge, primary }) => ({
    grid: { left: 4, right: 48, top: 8, bottom: 4, containLabel: true },
    xAxis: { type: 'value', axisLabel: { show: false }, splitLine: { show: false } },
    yAxis: {
      type: 'category',
      inverse: true,
      data: names,
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: muted, width: 130, overflow: 'truncate', fontFamily: 'Roboto Variable', fontSize: 12 },
    },
    series: [
      {
        type: 'bar',
        barWidth: 10,
        barGap: '-100%',
        silent: true,
        itemStyle: { color: grid, borderColor: edge, borderWidth: 1, borderRadius: 5 },
        label: {
          show: true,
          position: 'right',
          color: text,
          fontFamily: 'Roboto Variable',
          fontSize: 12,
          formatter: (it: { value: number }) => format(it.value),
        },
        data: rows.map((row) => row.limit),
      },
      {
        type: 'bar',
        barWidth: 10,
        z: 3,
        itemStyle: { borderRadius: 5 },
        data: rows.map((row) => ({
          value: Math.min(row.value, row.limit),
          itemStyle: { color: row.value > row.limit ? FILLS.red : primary },
        })),
      },
    ],
  });
}
