import { request } from './request';

/** A folder in which the user may write. */
export interface Folder {
  uid: string;
  title: string;
}

/** The folders that the user may edit. */
export async function listFolders(): Promise<Folder[]> {
  const found = await request<Folder[]>('list folders', { url: '/api/search?type=dash-folder&permission=Edit' });
  return found.map(({ uid, title }) => ({ uid, title }));
}

/** Makes a folder; Grafana chooses its uid. */
export async function createFolder(title: string): Promise<Folder> {
  const made = await request<Folder>(`make the folder “${title}”`, {
    method: 'POST',
    url: '/api/folders',
    data: { title },
  });
  return { uid: made.uid, title: made.title };
}

/** Deletes a folder, which Grafana refuses while there is something in it. */
export const removeFolder = ({ uid, title }: Folder) =>
  request<unknown>(`delete the folder “${title}”`, {
    method: 'DELETE',
    url: `/api/folders/${encodeURIComponent(uid)}`,
  });

/** Names of the contact points. */
export async function listContactPoints(): Promise<string[]> {
  const receivers = await request<Array<{ name: string }>>('list contact points', {
    url: '/api/alertmanager/grafana/config/api/v1/receivers',
  });
  return receivers.map(({ name }) => name);
}
