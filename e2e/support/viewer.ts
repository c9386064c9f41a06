import { expect, type Page } from '@playwright/test';

/** Somebody who lives as long as a test, and may do nothing until given a role. */
const USER = { login: 'headroom-e2e-user', password: 'headroom-e2e-user' };

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
  return signedInWithRole(page, 'Viewer', () => act((path) => path));
}

/** Creates a user with a role in a real Grafana, lets a test work as that user, and deletes the user afterwards. */
export async function signedInWithRole(page: Page, role: 'Viewer' | 'None', act: () => Promise<void>) {
  const { login, password } = USER;
  const created = await page.request.post('/api/admin/users', { data: { login, password, name: login, OrgId: 1 } });
  expect(created.ok(), `creating ${login}: ${created.status()}`).toBe(true);
  const { id } = await created.json();
  const given = await page.request.patch(`/api/orgs/1/users/${id}`, { data: { role } });
  expect(given.ok(), `making ${login} a ${role}: ${given.status()}`).toBe(true);
  const admin = await page.context().storageState();
  try {
    await page.context().clearCookies();
    const signedIn = await page.request.post('/login', { data: { user: login, password } });
    expect(signedIn.ok(), `sign-in of ${login}: ${signedIn.status()}`).toBe(true);
    await act();
  } finally {
    await page.context().clearCookies();
    await page.context().addCookies(admin.cookies);
    await page.request.delete(`/api/admin/users/${id}`);
  }
}
