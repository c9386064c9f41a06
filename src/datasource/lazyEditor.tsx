import { LoadingPlaceholder } from '@grafana/ui';
import { lazy, Suspense, type ComponentType } from 'react';

/** An editor as a download of its own: dashboards load the data source for every panel and edit almost none. */
export function lazyEditor<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  // React's types allow for refs, which no editor takes.
  const Editor = lazy(async () => ({ default: await load() })) as unknown as ComponentType<Props>;

  return function LazyEditor(props: Props) {
    return (
      <Suspense fallback={<LoadingPlaceholder text="" />}>
        <Editor {...props} />
      </Suspense>
    );
  };
}
