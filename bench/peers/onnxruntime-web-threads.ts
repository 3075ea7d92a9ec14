import { onnxRuntime } from './lib/ort.ts';

export default onnxRuntime(true);
