import type { UpstreamQuery } from './kpi';
import { Upstream } from './Upstream';

interface Props {
  title: string;
  queries: UpstreamQuery[];
}

/** The upstream queries behind a number; nothing where none is known. */
export function UpstreamQueries({ title, queries }: Props) {
  return queries.length === 0 ? null : (
    <section>
      <h4>{title}</h4>
      {queries.map((upstream, index) => (
        <Upstream key={index} upstream={upstream} />
      ))}
    </section>
  );
}
