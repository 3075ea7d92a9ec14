/**
 * Compiles the WebAssembly kernels if their sources have changed since, so that nobody times those of yesterday.
 * @throws Error with the compiler's errors
 */
export async function freshKernels(): Promise<void> {
  const tool = new URL('../../tools/wasm.mjs', import.meta.url).href;
  const { default: setup } = (await import(tool)) as { readonly default: () => Promise<void> };
  try {
    await setup();
  } catch (thrown) {
    const errors = (thrown as Error).message.match(/^ERROR .*$/gmu) ?? [(thrown as Error).message];
    throw new Error(`the kernels do not compile: ${errors.join('; ')}`);
  }
}
