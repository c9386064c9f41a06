/** Lets the code editor of @grafana/ui (Monaco) do its work in the background, as Grafana's build does. */
export function provideEditorWorkers() {
  const environment = {
    getWorker(_: string, language: string) {
      const name = language === 'json' ? 'json.worker' : 'editor.worker';
      return new Worker(`${window.__grafana_public_path__}build/${name}.js`, { type: 'module', name });
    },
  };
  Object.assign(window, { MonacoEnvironment: environment });
}
