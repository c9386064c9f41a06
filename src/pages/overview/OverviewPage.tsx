import { ScenePage } from '../scene/ScenePage';
import { overviewScene } from './overviewScene';

export default function OverviewPage() {
  return <ScenePage scene={overviewScene} />;
}
