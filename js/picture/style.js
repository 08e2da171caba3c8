// How the picture looks: light and dark, from the width of a phone on.

export const STYLE = `
:host {
  display: block; color-scheme: light dark; color: var(--text); background: var(--ground);
  font: 14px/1.45 system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
  --ground: #fff; --text: #17202b; --soft: #566373; --line: #d9dfe7; --raised: #f3f6f9; --cursor: #17202b; --focus: #0b63ce;
  --playing: #17804e; --fetching: #0f8a9d; --connecting: #2f7fd6; --waiting: #d98a00; --stalled: #e0662a; --failed: #d13b3b; --resting: #9aa6b5;
  --lag: #8a4fd3; --motion: #1f9d61;
}
@media (prefers-color-scheme: dark) {
  :host {
    --ground: #0d1117; --text: #e6edf4; --soft: #9fadbd; --line: #2a3341; --raised: #161d27; --cursor: #fff; --focus: #6cb6ff;
    --playing: #3ddc97; --fetching: #4fd3e0; --connecting: #5db7ff; --waiting: #ffc24b; --stalled: #ff9b54; --failed: #ff6b6b; --resting: #66758a;
    --lag: #c39bff; --motion: #3ddc97;
  }
}
* { box-sizing: border-box; }
.picture { display: block; width: 100%; touch-action: pan-y; cursor: crosshair; border-radius: 6px; }
.picture:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
text { font-size: 11px; fill: var(--soft); }
.name { font-size: 12px; font-weight: 600; fill: var(--text); }
.grid { stroke: var(--line); }
.lane { fill: var(--raised); }
.playing { --of: var(--playing); } .connecting { --of: var(--connecting); } .fetching { --of: var(--fetching); } .backoff, .reconnecting { --of: var(--waiting); }
.stalled { --of: var(--stalled); } .failed { --of: var(--failed); } .idle, .stopped, .ended, .paused, .suspended { --of: var(--resting); }
.start { --of: var(--connecting); } .ask { --of: var(--waiting); } .stop { --of: var(--failed); } .edge { --of: var(--lag); }
.user { --of: var(--connecting); } .page { --of: var(--resting); } .answer { --of: var(--waiting); } .bad { --of: var(--failed); } .player { --of: var(--text); }
.of { fill: var(--of); }
.onband { fill: #fff; font-size: 11px; }
@media (prefers-color-scheme: dark) { .onband { fill: #05130d; } }
.error { fill: var(--failed); }
.curve { fill: none; stroke-width: 1.5; vector-effect: non-scaling-stroke; }
.motion { stroke: var(--motion); } .lag { stroke: var(--lag); }
.second { stroke-dasharray: 4 3; opacity: .75; }
.cursor { stroke: var(--cursor); stroke-width: 1; pointer-events: none; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 14px; margin: 8px 0; padding: 0; color: var(--soft); font-size: 12px; list-style: none; }
.legend svg { display: inline-block; width: 10px; height: 10px; margin-right: 5px; }
.panel { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 260px), 1fr)); gap: 8px; margin: 8px 0; }
.card { padding: 10px 12px; border: 1px solid var(--line); border-radius: 8px; background: var(--raised); overflow-wrap: anywhere; min-height: 92px; }
.card p { margin: 2px 0; }
.card b { font-weight: 600; }
.card code, td { font-family: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace; font-size: 12.5px; font-variant-numeric: tabular-nums; }
.soft { color: var(--soft); }
.wrong { color: var(--failed); }
.chip { padding: 1px 7px; border-radius: 99px; border: 1.5px solid var(--of); font-size: 12px; white-space: nowrap; }
.keys { margin: 4px 0; color: var(--soft); font-size: 12px; }
table { border-collapse: collapse; margin: 10px 0; font-size: 13px; }
th { text-align: left; font-weight: 500; color: var(--soft); padding: 2px 18px 2px 0; }
td { padding: 2px 18px 2px 0; text-align: right; }
details { margin: 10px 0; }
summary { cursor: pointer; }
ol { margin: 8px 0; padding: 0; list-style: none; max-height: 360px; overflow: auto; border: 1px solid var(--line); border-radius: 8px; }
li button {
  display: flex; flex-wrap: wrap; gap: 2px 10px; width: 100%; padding: 5px 10px; border: 0; border-bottom: 1px solid var(--line);
  background: none; color: inherit; font: inherit; font-size: 13px; text-align: left; cursor: pointer; overflow-wrap: anywhere;
}
li button:hover { background: var(--raised); }
li button:focus-visible { outline: 2px solid var(--focus); outline-offset: -2px; }
.when { min-width: 62px; color: var(--soft); font-variant-numeric: tabular-nums; }
`;
