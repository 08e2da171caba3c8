import '/playward/live-view-element.mjs';

const view = document.querySelector('playward-live');
window.phases = [];
window.asked = [];
view.addEventListener('decision', ({ detail }) => {
  if (window.phases.at(-1) !== detail.phase) window.phases.push(detail.phase);
});
window.answer = () => ({ url: '/clip/episode-1.mp4' });
window.opened = view.open({
  policy: { live: false, seed: 1 },
  fetchAddress: async ({ reason }) => {
    window.asked.push(reason);
    return window.answer();
  },
});
