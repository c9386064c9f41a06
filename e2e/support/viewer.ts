import { expect, type Page } from '@playwright/test';

const VIEWER = { login: 'headroom-e2e-viewer', password: 'headroom-e2e-viewer' };

/**
 * Lets a test open pages as somebody with the role Viewer. The preview takes the role from the address; a real Grafana
 * gets such a user, and loses it afterwards.
 */
export async function signedInAsViewer(
  page: Page,
  isPreview: boolean,
  act: (asViewer: (path: string) => string) => Promise<void>
) {
  if (isPreview) {
    return act((path) => `${path}?role=Viewer`);
  }
  const { login, password } = VIEWER;
  const created = await page.request.post('/api/admin/users', { data: { login, password, name: login, OrgId: 1 } });
  expect(created.ok(), `creating ${login}: ${created.status()}`).toBe(true);
  const { id } = await created.json();
  const admin = await page.context().storageState();
  try {
    await page.context().clearCookies();
    const signedIn = await page.request.post('/login', { data: { user: login, password } });
    expect(signedIn.ok(), `sign-in of ${login}: ${signedIn.status()}`).toBe(true);
    await act((path) => path);
  } finally {
    await page.context().clearCookies();
    await page.context().addCookies(admin.cookies);
    await page.request.delete(`/api/admin/users/${id}`);
  }
}
