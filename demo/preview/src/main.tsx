import './styles.css';

import { config } from '@grafana/runtime';
import { createRoot } from 'react-dom/client';

import { App } from './App';
import { importApp } from './modules/plugins';
import { installServices } from './services/install';

async function start(root: HTMLElement) {
  await installServices();
  const [id] = Object.keys(config.apps);
  if (!id) {
    throw new Error('the distribution holds no app');
  }
  document.body.classList.add(config.theme2.isDark ? 'theme-dark' : 'theme-light');
  createRoot(root).render(<App app={await importApp(id)} />);
}

const root = document.getElementById('reactRoot')!;
start(root).catch((error: unknown) => {
  // Nothing is mounted yet, so the page itself has to say why it stays empty.
  root.setAttribute('role', 'alert');
  root.textContent = `The preview could not start: ${error instanceof Error ? error.message : JSON.stringify(error)}`;
  throw error;
});
