import { ScenePage } from '../scene/ScenePage';
import { sourcesScene } from './sourcesScene';

export default function SourcesPage() {
  return <ScenePage scene={sourcesScene} />;
}
