import { minidrama } from 'playward-server';
import { client } from './client.mjs';

export async function submit(drama) {
  const { drama_id: dramaId } = await client.auditDrama(drama);
  return dramaId;
}

export async function stateOf(dramaId) {
  const { drama_info: drama } = await client.getDrama({ drama_id: dramaId });
  return minidrama.describeAudit(drama.audit_detail.status);
}
