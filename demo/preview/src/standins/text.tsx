import { PanelPlugin, type PanelProps, renderMarkdown, textUtil } from '@grafana/data';

import { StandIn } from './StandIn';

interface Options {
  mode?: 'markdown' | 'html';
  content?: string;
}

function TextPanel({ options, replaceVariables, width, height }: PanelProps<Options>) {
  const content = replaceVariables(options.content ?? '');
  const html = options.mode === 'html' ? textUtil.sanitize(content) : renderMarkdown(content);
  return (
    <StandIn panel="text" width={width} height={height}>
      {() => <div className="markdown-html" dangerouslySetInnerHTML={{ __html: html }} />}
    </StandIn>
  );
}

export const textPanel = new PanelPlugin<Options>(TextPanel);
