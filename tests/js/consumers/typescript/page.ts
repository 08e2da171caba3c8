// A page in TypeScript, as strict as can be.

import { describeState, init, PlaywardError, replay, Supervisor, superviseLivePlayer, superviseVideo } from 'playward';
import type { Decision, Issue, Outcome, PlaybackStats, PlayerEvent, Policy, StateInfo, SupervisedOptions, Trace } from 'playward';

export async function start(): Promise<StateInfo> {
  try {
    await init({ wasm: '/playward.wasm' });
  } catch (error) {
    const issues: readonly Issue[] = error instanceof PlaywardError ? error.issues : [];
    console.log(issues.map(({ field, message }) => `${field}: ${message.zh}`));
  }
  return describeState(2103, 'live-player');
}

export class OfflineError extends Error {
  constructor(readonly outcome: Outcome) {
    super(outcome.message.zh);
  }
}

const policy: Partial<Policy> = { maxAttempts: 5, firstRetryMs: [100, 1000], longTailMs: null };
const options: SupervisedOptions = {
  policy,
  async fetchAddress({ reason, supportH265 }) {
    return { url: `https://example.com/${reason}/${supportH265 ?? 'any'}.flv`, expiresAt: null };
  },
};

export function watch(video: HTMLVideoElement, library: unknown): () => void {
  const view = superviseVideo(video, { ...options, engine: 'mpegts', library });
  const end = view.on('phase', ({ phase, error }: Decision) => console.log(phase, error?.message.zh));
  view.play();
  return () => { end(); view.close(); };
}

export function watchLivePlayer(context: object): void {
  const view = superviseLivePlayer({ context, setSrc: (src) => { console.log(src); } }, options);
  view.handle({ type: 'statechange', detail: { code: 2004 } });
}

/** What setData calls takes nothing. */
export function watchPage(page: { setData(data: object, done?: () => void): void }, context: object): void {
  superviseLivePlayer({ context, setSrc: (src) => new Promise((done) => page.setData({ src }, done)) }, options).play();
}

export function rerun(trace: Trace): PlaybackStats {
  const event: PlayerEvent = { type: 'state', code: 2103, generation: 2 };
  const supervisor = new Supervisor(policy);
  const { wakeAtMs }: Decision = supervisor.dispatch(event, Date.now());
  console.log(wakeAtMs === null ? 'nothing pending' : wakeAtMs.toFixed());
  return replay(trace).stats;
}

// @ts-expect-error an unknown option is a slip of the pen
new Supervisor({ patience: 3 });
// @ts-expect-error so is an unknown event
rerun.event = { type: 'dance' } satisfies PlayerEvent;
