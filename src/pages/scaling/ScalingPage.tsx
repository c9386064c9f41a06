import { ScenePage } from '../scene/ScenePage';
import { scalingScene } from './scalingScene';

export default function ScalingPage() {
  return <ScenePage scene={scalingScene} />;
}
