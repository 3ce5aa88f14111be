/**
 * The style of the page: for screens of any width, light and dark, and for paper. Figures have colours of their own as
 * attributes; these rules replace them by those of the page.
 */
export const PAGE_STYLE = `
:root{--ground:#fff;--ink:#1c2126;--muted:#59626d;--line:#d5dae0;--panel:#f5f7f9;--accent:#0b57c2;--caution:#8a4b00;
--caution-ground:#fff4e0;--series-1:#0072b2;--series-2:#c34a00;--series-3:#007a5a;--bar:#b9c4cc;--letter-A:#1a7a34;
--letter-C:#0b57c2;--letter-G:#a85400;--letter-T:#c22a2a;color-scheme:light dark}
@media (prefers-color-scheme:dark){:root{--ground:#14181d;--ink:#e7ebef;--muted:#a5b0bb;--line:#3a434d;--panel:#1c2229;
--accent:#8bbcff;--caution:#ffc878;--caution-ground:#33270f;--series-1:#56b4e9;--series-2:#ff9a57;--series-3:#3fcb9f;
--bar:#4a5663;--letter-A:#5fd07c;--letter-C:#7db4ff;--letter-G:#ffb454;--letter-T:#ff8080}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI","Apple SD Gothic Neo",
"Malgun Gothic","Noto Sans KR",sans-serif;overflow-wrap:break-word}
[lang=ko]{word-break:keep-all}
main{max-width:64rem;margin:0 auto;padding:1rem 1rem 3rem}
.language{margin:0 .3rem 0 0;accent-color:var(--accent)}
.language+label{margin-right:1rem}
#language-en:checked~.report[lang=ko],#language-ko:checked~.report[lang=en]{display:none}
h1{font-size:1.7rem;line-height:1.25;margin:1rem 0 .5rem;overflow-wrap:anywhere}
h2{font-size:1.25rem;margin:2.2rem 0 .6rem;padding-top:.8rem;border-top:1px solid var(--line)}
h3{font-size:1rem;margin:1.4rem 0 .5rem}
p{margin:.5rem 0;max-width:46rem}
.caution{background:var(--caution-ground);border-left:4px solid var(--caution);padding:.5rem .8rem}
.caution strong{color:var(--caution)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1.2rem;margin:.5rem 0}
dt{color:var(--muted)}
dd{margin:0;overflow-wrap:anywhere}
code,pre{font:.875rem/1.5 ui-monospace,"SF Mono",Consolas,"Liberation Mono",monospace}
pre{background:var(--panel);border:1px solid var(--line);border-radius:6px;padding:.7rem .9rem;overflow-x:auto;margin:.5rem 0}
.scroll{overflow-x:auto;margin:.7rem 0}
table{border-collapse:collapse;font-size:.9375rem}
th,td{text-align:left;vertical-align:top;padding:.35rem .9rem .35rem 0;border-bottom:1px solid var(--line)}
th:last-child,td:last-child{padding-right:.2rem}
thead th{color:var(--muted);font-weight:600}
tbody th{font-weight:400}
td code{overflow-wrap:anywhere}
.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
small{display:block;color:var(--muted);font-size:.8125rem}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,22rem),1fr));gap:1.5rem;align-items:start}
figure{margin:.6rem 0;min-width:0;max-width:34rem}
figcaption{font-weight:600;margin-bottom:.3rem}
svg{display:block;width:100%;height:auto}
summary{cursor:pointer;color:var(--accent);margin-top:.4rem;padding:.2rem 0;width:max-content;max-width:100%}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:2px}
.logos{list-style:none;padding:0;margin:.8rem 0;display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,13rem),1fr));gap:1.2rem}
.logos svg{width:auto;max-width:100%;height:auto}
.logos p{margin:.1rem 0;font-size:.875rem}
.logos p:first-of-type{font-weight:600}
footer{margin-top:2.5rem;color:var(--muted);font-size:.875rem}
.ground{fill:none}
.ink{fill:var(--ink)}
.muted{fill:var(--muted)}
.axis{stroke:var(--ink)}
.grid{stroke:var(--line)}
.guide{stroke:var(--muted)}
.bar{fill:var(--bar)}
.series-1{stroke:var(--series-1)}.series-2{stroke:var(--series-2)}.series-3{stroke:var(--series-3)}
.series-1-fill,.series-1-area{fill:var(--series-1)}.series-2-fill,.series-2-area{fill:var(--series-2)}.series-3-fill{fill:var(--series-3)}
.letter-A{fill:var(--letter-A)}.letter-C{fill:var(--letter-C)}.letter-G{fill:var(--letter-G)}.letter-T{fill:var(--letter-T)}
@media (max-width:36rem){main{padding:.6rem .8rem 2rem}h1{font-size:1.4rem}dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.5rem}
th,td{padding-right:.7rem}}
@media print{:root{--ground:#fff;--ink:#000;--muted:#444;--line:#bbb;--panel:#fff;--accent:#000;--caution:#000;--caution-ground:#fff;
--series-1:#0072b2;--series-2:#c34a00;--series-3:#007a5a;--bar:#b9c4cc;--letter-A:#1a7a34;--letter-C:#0b57c2;--letter-G:#a85400;
--letter-T:#c22a2a;color-scheme:light}
body{font-size:10.5pt}main{max-width:none;padding:0}.language,.language+label,summary{display:none}
h2,h3,h2+p{break-after:avoid}figure,.logos li,tr{break-inside:avoid}.figures{grid-template-columns:1fr 1fr}
.scroll,pre{overflow:visible}pre{white-space:pre-wrap;overflow-wrap:anywhere}table{font-size:9pt}}
`

/** SHA-256 of the style in base64, by which the page's policy allows it and no other. A test holds it to the text. */
export const PAGE_STYLE_HASH = 'F/U1E4eAprWc5d1YIruAZxAQggN0FPebQeJHlt5pIwA='
