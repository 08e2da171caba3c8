export async function settingsOf(camera) {
  const { outcome, data: can } = await camera.ask('device_capacity');
  if (!outcome.ok) throw new Error(outcome.message.zh);
  return {
    can,
    mirror: (command) => camera.ask('ptz_mirror', { command }),
    cover: (enable) => camera.ask('privacy_set', { enable }),
  };
}
