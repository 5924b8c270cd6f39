/// How the page looks: by day, by night, and on paper.
enum Style {
    static let sheet: StaticString = """
        :root { color-scheme: light dark; --paper: #fff; --ink: #1a1f25; --muted: #5b6570; --line: #d8dde3;
          --panel: #f5f7f9; --good: #0f7b55; --asks: #c77700; --done: #2a62c4; --idle: #808b96; --bad: #b3261e;
          --heat: 15, 123, 85; --heat-ink: #fff; }
        @media screen and (prefers-color-scheme: dark) { :root { --paper: #12161b; --ink: #e6eaee; --muted: #9aa5b1;
          --line: #303841; --panel: #1b2129; --good: #3fb489; --asks: #e0a030; --done: #6f9df0; --idle: #626d79;
          --bad: #f0776d; --heat: 63, 180, 137; --heat-ink: #08130e; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink);
          font: 15px/1.5 system-ui, "Noto Sans", "DejaVu Sans", sans-serif; }
        main { max-width: 1040px; margin: 0 auto; padding: 32px 24px 48px; }
        h1 { margin: 0; font-size: 30px; line-height: 1.2; overflow-wrap: anywhere; }
        h2 { margin: 0 0 12px; font-size: 19px; }
        p { margin: 0 0 12px; }
        section { margin-top: 40px; }
        footer { margin-top: 40px; padding-top: 12px; border-top: 1px solid var(--line); font-size: 13px; }
        footer p { margin: 0; }
        .over { margin: 0; color: var(--muted); font-size: 13px; }
        .muted, footer, caption { color: var(--muted); }
        .muted { font-size: 13px; }
        .tiles { display: flex; flex-wrap: wrap; gap: 8px; margin: 20px 0 8px; }
        .tiles div { display: flex; flex: 1 1 110px; flex-direction: column-reverse; padding: 10px 14px;
          border-radius: 8px; background: var(--panel); }
        .tiles dt { color: var(--muted); font-size: 13px; }
        .tiles dd { margin: 0; font-size: 22px; font-weight: 600; line-height: 1.3; }
        .wide { overflow-x: auto; }
        svg { display: block; width: 100%; min-width: 640px; height: auto; margin-bottom: 8px; }
        svg text { font-size: 12px; fill: var(--muted); }
        svg .end { text-anchor: end; }
        svg .middle { text-anchor: middle; }
        svg .inside { text-anchor: middle; fill: var(--paper); font-size: 12px; font-weight: 600; }
        svg text.outcome { fill: var(--ink); font-weight: 600; }
        path { fill: none; stroke: none; }
        path.grid { stroke: var(--line); }
        path.quality { stroke: var(--ink); stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
        path.outcome { stroke: var(--ink); stroke-dasharray: 3 3; }
        .idle { fill: var(--idle); } .good { fill: var(--good); } .done { fill: var(--done); } .asks { fill: var(--asks); }
        .band { opacity: .13; }
        .result { display: flex; flex-wrap: wrap; gap: 24px; }
        .result > div { flex: 1 1 380px; min-width: 0; }
        .crops img { display: block; max-width: 100%; max-height: 420px; width: auto; height: auto; margin-bottom: 8px;
          border-radius: 10px; }
        .crops img + img { border-radius: 4px; }
        .number { font: 600 22px/1.3 ui-monospace, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
        table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
        th, td { padding: 3px 12px 3px 0; text-align: left; vertical-align: top; font-weight: 400; }
        .fields th, .vote th, .frames th, .stages th { color: var(--muted); }
        .fields { font-size: 14px; }
        .fields th { white-space: nowrap; }
        .cards a { color: var(--done); }
        .cards .digits { font-family: ui-monospace, "DejaVu Sans Mono", monospace; }
        .cards th, .cards td { padding-right: 28px; white-space: nowrap; }
        .vote { width: 100%; margin-top: 20px; font-size: 13px; }
        caption { padding-bottom: 6px; text-align: left; font-size: 13px; }
        .vote th, .vote td { padding: 2px; text-align: center; white-space: nowrap; }
        .vote th:first-child, .vote td:nth-child(2) { width: 56px; text-align: right; padding-right: 10px; }
        .vote .odds { width: 232px; padding-left: 12px; text-align: left; }
        .vote td[class^=s] { min-width: 22px; border: 1px solid var(--paper); font-weight: 600;
          font-family: ui-monospace, "DejaVu Sans Mono", monospace; }
        .vote td.group { border-left-width: 9px; }
        .other { color: var(--muted); background: var(--panel); }
        .s0 { background: rgba(var(--heat), .07); } .s1 { background: rgba(var(--heat), .22); }
        .s2 { background: rgba(var(--heat), .42); } .s3 { background: rgba(var(--heat), .68); }
        .s4 { background: rgb(var(--heat)); color: var(--heat-ink); }
        .s3 { color: var(--heat-ink); }
        .turned { box-shadow: inset 0 0 0 2px var(--bad); }
        .bar { display: inline-block; width: 72px; height: 8px; margin-right: 8px; background: var(--line);
          border-radius: 4px; overflow: hidden; }
        .bar span { display: block; height: 100%; background: rgb(var(--heat)); }
        .legend { margin-top: 8px; color: var(--muted); font-size: 13px; }
        .swatch { display: inline-block; width: 14px; height: 14px; margin: 0 6px 0 14px; border-radius: 3px;
          vertical-align: -2px; }
        .swatch:first-child { margin-left: 0; }
        .used { fill: var(--good); background: var(--good); } .decided { fill: var(--done); background: var(--done); }
        .no_card { fill: var(--line); background: var(--line); } .no_number { fill: var(--idle); background: var(--idle); }
        .blurred { fill: #c77700; background: #c77700; } .glare { fill: #e3b505; background: #e3b505; }
        .too_far { fill: #8a5a2b; background: #8a5a2b; } .too_dark { fill: #55406e; background: #55406e; }
        .too_bright { fill: #e58f9c; background: #e58f9c; }
        .t0 { fill: #4e79a7; background: #4e79a7; } .t1 { fill: #f28e2b; background: #f28e2b; }
        .t2 { fill: #edc948; background: #edc948; } .t3 { fill: #59a14f; background: #59a14f; }
        .t4 { fill: #76b7b2; background: #76b7b2; } .t5 { fill: #b07aa1; background: #b07aa1; }
        .t6 { fill: #9c755f; background: #9c755f; }
        .counts td, .stages td, .stages th + th { text-align: right; }
        .counts td { padding-left: 24px; }
        .counts td, .stages th, .stages td { white-space: nowrap; }
        details { margin-top: 12px; }
        summary { cursor: pointer; color: var(--muted); }
        .frames { margin-top: 8px; font-size: 13px; }
        @media (max-width: 640px) { main { padding: 20px 12px 32px; } }
        @media print {
          main { max-width: none; padding: 0; }
          body { font-size: 10pt; }
          section { margin-top: 24px; }
          h2 { break-after: avoid; }
          table, img, svg, .result, .tiles { break-inside: avoid; }
          .frames { break-inside: auto; }
          .result > div { flex-basis: 42%; }
          .crops img { max-height: 220px; }
          .wide { overflow: visible; }
          svg { min-width: 0; }
          details:not([open]) { display: none; }
          * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        }
        """
}
