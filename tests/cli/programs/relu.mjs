/** ReLU as a program of its own. */
import { createInterface } from 'node:readline';

const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);

createInterface({ input: process.stdin }).on('line', (line) => {
  const { cmd, id, inputs } = JSON.parse(line);
  if (cmd === 'bye') process.exit();
  if (cmd === 'hello') {
    const formulas = { relu: { gradient: false } };
    say({ hello: 1, name: 'relu', version: '1', language: 'JavaScript', dtypes: ['f64'], formulas });
    return;
  }
  const { shape, data } = inputs.x;
  const bytes = Buffer.from(data, 'base64');
  for (let at = 0; at < bytes.length; at += 8) if (bytes.readDoubleLE(at) < 0) bytes.writeDoubleLE(0, at);
  say({ id, outputs: { y: { dtype: 'f64', shape, data: bytes.toString('base64') } } });
});
