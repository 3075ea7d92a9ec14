import { entrants, labelOf } from './report.ts';
import { isTimed, type Present, type Result } from './result.ts';

const [WIDTH, LEFT, RIGHT, TOP] = [860, 110, 70, 58];
const [BAR, GAP, FOOT] = [10, 14, 40];

/** Ours are blue, from pale to strong; peers are not. All can be told apart on white and on black. */
const OURS = ['#a9c9ea', '#6ea4dc', '#3b7fc8', '#1f5fa8'];
const PEERS = ['#e0913a', '#9a6cc4', '#c9a4e6', '#d2605f', '#8a8f98'];

const STYLE = `
  text { font: 11px system-ui, sans-serif; fill: #24292f }
  .small { font-size: 9px; fill: #57606a }
  .title { font-size: 14px; font-weight: 600 }
  .paper { fill: #ffffff }
  .line { stroke: #d0d7de; stroke-width: 1 }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 }
    .small { fill: #9aa4af }
    .paper { fill: #0d1117 }
    .line { stroke: #30363d }
  }`;

const escaped = (text: string) => text.replace(/[&<>"]/gu, (character) => `&#${character.codePointAt(0)};`);

/** Bars of milliseconds on a logarithmic scale, a group for each case: shorter is faster. */
export function chart(result: Result): string {
  const series = coloured(result);
  const groups = result.cases.map((one) => ({
    name: one.name,
    bars: series.flatMap(({ name, colour }) => {
      const cell = one.cells[name];
      return isTimed(cell) ? [{ name, colour, time: cell.median }] : [];
    }),
  }));
  const all = groups.flatMap(({ bars }) => bars.map(({ time }) => time)).filter((time) => time > 0);
  // Every bar is at least a third of a decade long.
  const from = Math.floor(Math.log10(Math.min(...all, 1)) - 1 / 3);
  const to = Math.max(from + 1, Math.ceil(Math.log10(Math.max(...all, 1))));
  const at = (time: number) => {
    const place = (Math.log10(time) - from) / (to - from);
    return LEFT + Math.max(0, place) * (WIDTH - LEFT - RIGHT);
  };

  let y = TOP + GAP;
  const marks: string[] = [];
  for (const { name, bars } of groups) {
    const middle = y + (BAR * bars.length) / 2 + 4;
    marks.push(`<text x="${LEFT - 8}" y="${middle}" text-anchor="end">${escaped(name)}</text>`);
    for (const { name: library, colour, time } of bars) {
      const label = `${escaped(library)}, ${escaped(name)}: ${short(time)} ms`;
      const width = (at(time) - LEFT).toFixed(1);
      marks.push(
        `<rect x="${LEFT}" y="${y}" width="${width}" height="${BAR - 1}" fill="${colour}"><title>${label}</title></rect>`,
        `<text class="small" x="${(at(time) + 4).toFixed(1)}" y="${y + BAR - 2}">${precise(time)}</text>`,
      );
      y += BAR;
    }
    y += GAP;
  }
  const height = y + FOOT;
  const decades = Array.from({ length: to - from + 1 }, (_, n) => 10 ** (from + n));
  const grid = decades.flatMap((time) => [
    `<line class="line" x1="${at(time)}" x2="${at(time)}" y1="${TOP + 4}" y2="${y}"/>`,
    `<text class="small" x="${at(time)}" y="${y + 12}" text-anchor="middle">${short(time)} ms</text>`,
  ]);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">`,
    `<title>Kernels against peers, milliseconds</title><style>${STYLE}</style>`,
    `<rect class="paper" width="100%" height="100%"/>`,
    '<text class="title" x="14" y="22">Milliseconds a call, logarithmic: shorter is faster</text>',
    ...legend(series),
    ...grid,
    ...marks,
    `<text class="small" x="14" y="${height - 10}">${escaped(`${result.cpu}, Node ${result.node}; medians`)}</text>`,
    '</svg>',
    '',
  ].join('\n');
}

/** A library has the same colour whether others are there or not. */
function coloured(result: Result) {
  const colourOf = (name: string, { role }: Present) => {
    const palette = role === 'ours' ? OURS : PEERS;
    const all = Object.keys(result.libraries).filter((other) => result.libraries[other].role === role);
    return palette[all.indexOf(name) % palette.length];
  };
  return entrants(result).map(([name, library]) => ({
    name,
    label: labelOf(name, library),
    colour: colourOf(name, library),
  }));
}

function legend(series: readonly { readonly label: string; readonly colour: string }[]): string[] {
  let x = 14;
  return series.flatMap(({ label, colour }) => {
    const entry = [
      `<rect x="${x}" y="37" width="10" height="10" fill="${colour}"/>`,
      `<text x="${x + 14}" y="46">${escaped(label)}</text>`,
    ];
    x += 32 + 6.2 * label.length;
    return entry;
  });
}

/** Two digits that count, always. */
const precise = (time: number) => (time >= 100 ? String(Math.round(time)) : time.toPrecision(2));

const short = (time: number) =>
  time >= 100 ? String(Math.round(time)) : String(Number(time.toPrecision(2)));
