// The picture as one file that opens without a network. The build puts PICTURE_SCRIPT in: js/picture as the script `picture`.

/** @param {import('../picture/index.js').Session} session @returns {string} */
export function sessionPage(session) {
  const title = { zh: '一次播放', en: 'a session' }[session.lang];
  const when = new Date(session.start);
  const began = Number.isNaN(when.getTime()) ? '' : ` · ${when.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
  // Whatever a trace holds, it must not end the script.
  const data = JSON.stringify(session).replace(/</g, '\\u003c').replace(/\u2028/g, '\\u2028').replace(/\u2029/g, '\\u2029');
  return `<!doctype html>
<html lang="${session.lang === 'zh' ? 'zh-CN' : 'en'}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>playward${began}</title>
<style>:root { color-scheme: light dark } body { margin: 0 auto; padding: 12px 16px; max-width: 1400px; font: 15px/1.5 system-ui, sans-serif } h1 { margin: 4px 0 10px; font-size: 16px } @media (prefers-color-scheme: dark) { body { background: #0d1117; color: #e6edf4 } }</style>
<h1>playward · ${title}${began}</h1>
<main id="session"></main>
<script>
${PICTURE_SCRIPT}
picture.drawSession(document.getElementById('session'), ${data});
</script>
`;
}
