import { minidrama } from 'playward-server';

export async function onPush(query, body, token, act) {
  const { valid, message } = minidrama.verifyPush({ ...query, body }, token, Date.now() / 1000);
  if (!valid) return { status: 403, body: '' };
  const event = eventOf(message);
  if (event) await act(event.type, event.data);
  return { status: 200, body: 'success' };
}

function eventOf(message) {
  try {
    return minidrama.parseEvent(message);
  } catch {
    return null;
  }
}
