import { minidrama } from 'playward-server';

export async function trafficByChannel(files) {
  const { byMark, billedBytes, failed } = await minidrama.cdnLogReport(files);
  return { byMark, billedBytes, failed };
}
